"""A button that is one wish."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton

from liveness_station.ui.wishes import Wish


class WishButton(QPushButton):
    """Tells its wish when it is pressed.

    Signals:
        wished(Wish): its own.
    """

    wished = Signal(object)

    def __init__(self, wish: Wish, *, is_plain: bool = False) -> None:
        super().__init__()
        self.wish = wish
        if is_plain:
            self.setObjectName("plain")
        # A click leaves the focus, and with it the keys, where the work is; Tab still gets here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.wished.emit(self.wish)
