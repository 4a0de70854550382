"""Says aloud when the two engines agree less often than they used to."""

from PySide6.QtCore import QObject, Slot

from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.reporting.agreement import Agreement
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.ui.agreement_presenter import drift_detail


class ShadowDesk(QObject):
    """Raises the alert and takes it back. Thread: gui."""

    def __init__(self, alerts: AlertBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alerts = alerts

    @Slot(object)
    def on_agreement(self, found: Agreement) -> None:
        """Takes how the engines agree now."""
        if found.has_drifted:
            alert = Alert(AlertCode.ENGINES_DRIFTED, drift_detail(found))
            self._alerts.on_raised(alert)
        else:
            self._alerts.on_cleared(AlertCode.ENGINES_DRIFTED)
