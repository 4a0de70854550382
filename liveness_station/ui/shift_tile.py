"""One figure with its name above and what is to be known of it below."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liveness_station.ui.labels import ElidedLabel
from liveness_station.ui.shift_presenter import Tile


class TileBox(QFrame):
    """Renders one figure; read out as one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tile")
        self.title, self.value, self.note = (
            ElidedLabel(name, self) for name in ("heading", "figure", "quiet")
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 8, 10, 8)
        rows.setSpacing(2)
        for label in (self.title, self.value, self.note):
            rows.addWidget(label)

    def render_tile(self, tile: Tile) -> None:
        """Shows a figure."""
        self.title.show_text(tile.title)
        self.value.show_text(tile.value)
        self.note.show_text(tile.note)
        self.setAccessibleName(f"{tile.title}: {tile.value}")
        self.setAccessibleDescription(tile.note)
