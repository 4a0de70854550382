"""Opens the dialog for endpoint and credentials, and says what it settled."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from liveness_station.runtime.credential_requests import (
    CredentialReply,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.runtime.io_worker import IoWorker
from liveness_station.settings.values import EndpointChoice, Settings
from liveness_station.ui.console import Console
from liveness_station.ui.credentials_dialog import CredentialsDialog
from liveness_station.ui.words.base import Words


class CredentialDialogs(QObject):
    """Joins the dialog to the io thread, which does what it asks for. Thread: gui.

    Signals:
        endpoint_chosen(Settings): this choice of endpoint is saved and in force.
    """

    endpoint_chosen = Signal(object)

    def __init__(self, worker: IoWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._settings = Settings()
        self._request: CredentialRequest | None = None
        worker.credentials_answered.connect(self._on_answered)

    def open(self, settings: Settings, words: Words, *, parent: Console) -> None:
        """Opens the dialog; what it saves is used from the next attempt on."""
        self._settings = settings
        dialog = CredentialsDialog(
            words,
            is_cloud=settings.endpoint is EndpointChoice.CLOUD,
            base_url=settings.base_url,
            parent=parent,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.action_requested.connect(self._on_action)
        dialog.action_requested.connect(self._worker.on_credentials_requested)
        self._worker.credentials_answered.connect(dialog.render_reply)
        dialog.open()

    @Slot(object)
    def _on_action(self, request: CredentialRequest) -> None:
        self._request = request

    @Slot(object)
    def _on_answered(self, reply: CredentialReply) -> None:
        request, self._request = self._request, None
        if request is None or reply.result is not CredentialResult.SAVED:
            return
        choice = EndpointChoice.CLOUD if request.is_cloud else EndpointChoice.LOCAL
        base_url = request.base_url or self._settings.base_url
        self.endpoint_chosen.emit(replace(self._settings, endpoint=choice, base_url=base_url))
