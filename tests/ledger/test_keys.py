import json

import pytest

from liveness_station.ledger.keys import StationKeys, new_keys, parse_keys
from liveness_station.ledger.ratchet import next_key

KEYS = StationKeys(b"s" * 32, b"k" * 32, step=7, size=701, head=b"h" * 32)


def test_keys_come_back_as_they_were_kept() -> None:
    assert parse_keys(KEYS.to_text()) == KEYS
    # Windows' store takes 1,280 characters.
    assert len(KEYS.to_text()) < 600


def test_no_secret_is_in_what_is_printed() -> None:
    made = new_keys()
    for secret in (made.seed, made.row_key):
        assert secret.hex() not in repr(made)
        assert repr(secret) not in repr(made)
    assert new_keys().seed != made.seed != made.row_key


def test_a_step_has_its_key_as_long_as_it_is_not_destroyed() -> None:
    assert KEYS.at(7) == KEYS.row_key
    assert KEYS.at(8) == next_key(KEYS.row_key)
    assert KEYS.at(6) is None
    # A number that somebody wrote into the record holds up no append.
    assert KEYS.at(2**60) is None


@pytest.mark.parametrize(
    "change",
    [{"v": 2}, {"seed": "00"}, {"row_key": "zz"}, {"step": -1}, {"size": None}, {"head": 3}],
)
def test_what_are_no_keys_is_refused_without_a_word_of_it(change: dict[str, object]) -> None:
    text = json.dumps(json.loads(KEYS.to_text()) | change)
    with pytest.raises(ValueError, match="not a ledger's keys") as caught:
        parse_keys(text)
    assert caught.value.__cause__ is None
    for text in ("", "[]", "{}", "[" * 100_000):
        with pytest.raises(ValueError, match="not a ledger's keys"):
            parse_keys(text)
