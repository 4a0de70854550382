"""One short message that waits for no answer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class TellBox(QMessageBox):
    """Says something in plain text; it goes by itself once it was read."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Information)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(title)
        self.setText(text)
