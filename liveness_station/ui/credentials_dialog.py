"""The dialog for endpoint and credentials."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liveness_station.domain.secrets import Secret
from liveness_station.runtime.credential_requests import (
    CredentialAction,
    CredentialReply,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.words.base import Phrase, Words

_RESULTS = {
    CredentialResult.SAVED: Phrase.SAVED,
    CredentialResult.REMOVED: Phrase.REMOVED,
    CredentialResult.TEST_PASSED: Phrase.TEST_PASSED,
    CredentialResult.BAD_CREDENTIAL: Phrase.BAD_CREDENTIAL,
}


class CredentialsDialog(QDialog):
    """Asks who judges and with which credentials. Secrets go out in one signal and are forgotten.

    Signals:
        action_requested(CredentialRequest): a button was pressed; answered by `render_reply`.
    """

    action_requested = Signal(object)

    def __init__(
        self, words: Words, *, is_cloud: bool, base_url: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words.say(Phrase.CREDENTIALS_TITLE))
        self.setMinimumWidth(520)
        self.local = QRadioButton(words.say(Phrase.ENDPOINT_LOCAL))
        self.cloud = QRadioButton(words.say(Phrase.ENDPOINT_CLOUD))
        self.by_appcode = QRadioButton(words.say(Phrase.AUTH_APPCODE))
        self.by_signature = QRadioButton(words.say(Phrase.AUTH_SIGNATURE))
        self._group(self.local, self.cloud)
        self._group(self.by_appcode, self.by_signature)
        self.base_url = QLineEdit(base_url)
        self.appcode = self._secret_line()
        self.app_key = self._secret_line()
        self.app_secret = self._secret_line()
        self.message = PlainLabel("quiet", is_wrapping=True)
        self.message.setMinimumHeight(40)
        self.save = self._button(Phrase.SAVE)
        self.test = self._button(Phrase.TEST)
        self.remove = self._button(Phrase.REMOVE)
        self.done_button = self._button(Phrase.CLOSE)
        self.save.setDefault(True)
        self._form = QFormLayout()
        self._lay_out()
        chosen = self.cloud if is_cloud else self.local
        chosen.setChecked(True)
        chosen.setFocus()
        self.by_appcode.setChecked(True)
        self._connect()
        self._show_fields()

    @Slot(object)
    def render_reply(self, reply: CredentialReply) -> None:
        """Shows how a request went, and clears the secrets once they are kept."""
        self._set_busy(is_busy=False)
        if reply.result in _RESULTS:
            self.message.setText(self._words.say(_RESULTS[reply.result]))
        elif reply.reason is not None:
            self.message.setText(self._words.explain(self._words.reasons[reply.reason]))
        if reply.result is CredentialResult.SAVED:
            for line in (self.appcode, self.app_key, self.app_secret):
                line.clear()

    def _group(self, *buttons: QRadioButton) -> None:
        group = QButtonGroup(self)
        for button in buttons:
            group.addButton(button)

    def _secret_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setPlaceholderText(self._words.say(Phrase.KEPT))
        return line

    def _button(self, phrase: Phrase) -> QPushButton:
        button = QPushButton(self._words.say(phrase))
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        self._form.setVerticalSpacing(10)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._add_row(Phrase.ENDPOINT, self.local)
        self._form.addRow("", self.cloud)
        self._add_row(Phrase.BASE_URL, self.base_url)
        schemes = QHBoxLayout()
        schemes.addWidget(self.by_appcode)
        schemes.addWidget(self.by_signature)
        schemes.addStretch(1)
        self._schemes = QWidget()
        self._schemes.setLayout(schemes)
        schemes.setContentsMargins(0, 0, 0, 0)
        self._form.addRow("", self._schemes)
        self._add_row(Phrase.APPCODE, self.appcode)
        self._add_row(Phrase.APP_KEY, self.app_key)
        self._add_row(Phrase.APP_SECRET, self.app_secret)
        buttons = QHBoxLayout()
        for button in (self.remove, self.test):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.done_button, self.save):
            buttons.addWidget(button)
        intro = PlainLabel("quiet", is_wrapping=True)
        intro.setText(self._words.say(Phrase.CREDENTIALS_INTRO))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 20, 20, 20)
        rows.setSpacing(12)
        rows.addWidget(intro)
        rows.addLayout(self._form)
        rows.addWidget(self.message)
        rows.addLayout(buttons)

    def _add_row(self, phrase: Phrase, field: QWidget) -> None:
        label = PlainLabel()
        label.setText(self._words.say(phrase))
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        label.setBuddy(field)
        self._form.addRow(label, field)

    def _connect(self) -> None:
        for button in (self.local, self.cloud, self.by_appcode, self.by_signature):
            button.toggled.connect(self._on_choice_toggled)
        self.save.clicked.connect(self._on_save_clicked)
        self.test.clicked.connect(self._on_test_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.done_button.clicked.connect(self.accept)

    def _show_fields(self) -> None:
        is_cloud = self.cloud.isChecked()
        is_appcode = is_cloud and self.by_appcode.isChecked()
        self._form.setRowVisible(self.base_url, is_cloud)
        self._form.setRowVisible(self._schemes, is_cloud)
        self._form.setRowVisible(self.appcode, is_appcode)
        for line in (self.app_key, self.app_secret):
            self._form.setRowVisible(line, is_cloud and not is_appcode)
        self.test.setVisible(is_cloud)
        self.remove.setVisible(is_cloud)
        self.adjustSize()

    def _ask(self, action: CredentialAction) -> None:
        self._set_busy(is_busy=True)
        is_appcode = self.by_appcode.isChecked()
        self.action_requested.emit(
            CredentialRequest(
                action,
                is_cloud=self.cloud.isChecked(),
                base_url=self.base_url.text().strip(),
                appcode=_secret(self.appcode) if is_appcode else None,
                app_key=None if is_appcode else _secret(self.app_key),
                app_secret=None if is_appcode else _secret(self.app_secret),
            )
        )

    def _set_busy(self, *, is_busy: bool) -> None:
        for button in (self.save, self.test, self.remove):
            button.setEnabled(not is_busy)
        self.message.setText(self._words.say(Phrase.TESTING) if is_busy else "")

    @Slot()
    def _on_choice_toggled(self) -> None:
        self._show_fields()

    @Slot()
    def _on_save_clicked(self) -> None:
        self._ask(CredentialAction.SAVE)

    @Slot()
    def _on_test_clicked(self) -> None:
        self._ask(CredentialAction.TEST)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self._ask(CredentialAction.REMOVE)


def _secret(line: QLineEdit) -> Secret | None:
    text = line.text().strip()
    return Secret(text) if text else None
