"""Keeps what is wrong at the moment, for the window to show."""

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.domain.alerts import Alert, AlertCode


class AlertBoard(QObject):
    """Holds at most one alert a code. Thread: gui.

    Signals:
        changed(tuple[Alert, ...]): what is wrong now, the gravest first.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alerts: dict[AlertCode, Alert] = {}

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What is wrong now, the gravest first, else in the order it came up."""
        return tuple(sorted(self._alerts.values(), key=lambda alert: not alert.is_grave))

    @Slot(object)
    def on_raised(self, alert: Alert) -> None:
        """Takes an alert, or another detail of one that is there."""
        if self._alerts.get(alert.code) != alert:
            self._alerts[alert.code] = alert
            self.changed.emit(self.alerts)

    @Slot(object)
    def on_cleared(self, code: AlertCode) -> None:
        """Takes an alert back whose cause is gone."""
        if self._alerts.pop(code, None) is not None:
            self.changed.emit(self.alerts)
