"""Days and moments as each language writes them."""

from datetime import UTC, date, datetime

import pytest

from liveness_station.ui.dates import clock_text, day_text, minute_text, second_text
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE

MOMENT = datetime(2026, 3, 5, 7, 4, 9).astimezone()


@pytest.mark.parametrize(
    ("words", "day", "minute", "second"),
    [
        (ENGLISH, "5 Mar 2026", "5 Mar 2026, 07:04", "5 Mar 2026, 07:04:09"),
        (CHINESE, "2026年3月5日", "2026年3月5日 07:04", "2026年3月5日 07:04:09"),
    ],
    ids=["en", "zh_CN"],
)
def test_a_moment_is_written_as_the_language_does(
    words: Words, day: str, minute: str, second: str
) -> None:
    assert day_text(MOMENT.date(), words) == day
    assert minute_text(MOMENT, words) == minute
    assert second_text(MOMENT.astimezone(UTC), words) == second, "in this computer's time"
    assert clock_text(MOMENT.astimezone(UTC)) == "07:04:09"


def test_every_month_has_a_name_of_its_own() -> None:
    for words in (ENGLISH, CHINESE):
        assert len({day_text(date(2026, month, 1), words) for month in range(1, 13)}) == 12
