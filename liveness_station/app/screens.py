"""The screens of this computer as they come and go."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """One screen: where it lies among the others, and Qt's own handle of it."""

    geometry: QRect
    screen: QScreen


class ScreenWatch(QObject):
    """Tells when there are other screens than before. Thread: gui.

    Signals:
        changed(): a screen came, went, or lies elsewhere now.
    """

    changed = Signal()

    def __init__(self, application: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        for screen in application.screens():
            screen.geometryChanged.connect(self._on_geometry_changed)
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self._on_screen_removed)
        application.primaryScreenChanged.connect(self._on_primary_changed)

    def places(self) -> tuple[ScreenPlace, ...]:
        """Returns all screens, the primary one first."""
        screens = self._application.screens()
        return tuple(ScreenPlace(screen.geometry(), screen) for screen in screens)

    def own(self, frame: QRect, screen: QScreen) -> ScreenPlace | None:
        """Returns the screen that a window is on; None where it lies on none.

        Wayland tells no window where it lies, but which screen it is on.
        """
        if self._application.platformName().startswith("wayland"):
            return next((place for place in self.places() if place.screen == screen), None)
        return place_of(self.places(), frame)

    @Slot(QScreen)
    def _on_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_geometry_changed)
        self.changed.emit()

    @Slot()
    def _on_screen_removed(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_primary_changed(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_geometry_changed(self) -> None:
        self.changed.emit()


def place_of(places: tuple[ScreenPlace, ...], window: QRect) -> ScreenPlace | None:
    """Returns the screen that most of a window lies on; None where it lies on none."""
    found = max(places, key=lambda place: _shared(place.geometry, window), default=None)
    return found if found is not None and _shared(found.geometry, window) else None


def other_than(places: tuple[ScreenPlace, ...], own: ScreenPlace | None) -> ScreenPlace | None:
    """Returns the largest screen that shows nothing of the operator's; None where there is none.

    A screen that lies over the operator's mirrors it: what is shown there is shown to both.
    """
    if own is None:
        return None
    free = [place for place in places if not _shared(place.geometry, own.geometry)]
    return max(free, key=lambda place: _area(place.geometry), default=None)


def home_for(places: tuple[ScreenPlace, ...], window: QRect) -> QRect | None:
    """Returns where a window that lies on no screen is brought; None where it need not be."""
    if not places or place_of(places, window) is not None:
        return None
    room = places[0].screen.availableGeometry()
    moved = QRect(room.topLeft(), window.size().boundedTo(room.size()))
    moved.moveCenter(room.center())
    return moved


def _shared(one: QRect, other: QRect) -> int:
    return _area(one.intersected(other))


def _area(box: QRect) -> int:
    return 0 if box.isEmpty() else box.width() * box.height()
