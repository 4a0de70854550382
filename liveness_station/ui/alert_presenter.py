"""What is wrong as long as it lasts, as lines of the bar under the header. Free of Qt."""

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.ui.views import AlertLine
from liveness_station.ui.words.base import Explanation, Words
from liveness_station.ui.words.record import explain_trouble


def present_alerts(alerts: tuple[Alert, ...], words: Words) -> tuple[AlertLine, ...]:
    """Returns one line for each alert, in their order."""
    return tuple(AlertLine(_text(alert, words), alert.is_grave) for alert in alerts)


def _text(alert: Alert, words: Words) -> str:
    known, detail = words.alerts[alert.code], alert.detail
    why = explain_trouble(detail, words.code) if alert.code is AlertCode.RECORD_DOWN else None
    happened = known.happened.replace("{detail}", detail if why is None else words.explain(why))
    return words.explain(Explanation(happened, known.next_step))
