"""What is wrong as long as it lasts, as lines of the bar under the header. Free of Qt."""

import re
from typing import Final

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.retention.doubts import Doubt
from liveness_station.ui.views import AlertLine
from liveness_station.ui.words.base import Explanation, Words
from liveness_station.ui.words.details import detail_words
from liveness_station.ui.words.record import explain_trouble

_HOURS: Final = re.compile(r"(\d+) h")


def present_alerts(alerts: tuple[Alert, ...], words: Words) -> tuple[AlertLine, ...]:
    """Returns one line for each alert, in their order."""
    return tuple(AlertLine(_text(alert, words), alert.is_grave) for alert in alerts)


def _text(alert: Alert, words: Words) -> str:
    known = words.alerts[alert.code]
    happened = known.happened.replace("{detail}", _detail(alert, words))
    return words.explain(Explanation(happened, known.next_step))


def _detail(alert: Alert, words: Words) -> str:
    """Returns a detail in words where it is a code or a number of ours, else as it is."""
    detail, own = alert.detail, detail_words(words)
    match alert.code:
        case AlertCode.RECORD_DOWN:
            why = explain_trouble(detail, words.code)
            return detail if why is None else words.explain(why)
        case AlertCode.WITNESS_OLD:
            hours = _HOURS.fullmatch(detail)
            return own.hours.say(int(hours[1])) if hours else detail
        case AlertCode.RETENTION_REFUSED:
            return own.doubts[Doubt(detail)] if detail in set(Doubt) else detail
        case _:
            return detail
