"""Which camera is open: the chosen one, found again by itself, or one in its place that says so."""

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.app import sources
from liveness_station.app.paths import Places
from liveness_station.app.quiet import Quiet
from liveness_station.camera.device_class import DeviceClass
from liveness_station.camera.identities import Identity, find_alike, parse_identity, recognise
from liveness_station.camera.specs import DeviceSpec, SourceError, SourceSpec, StreamSpec
from liveness_station.domain.errors import CameraTrouble
from liveness_station.runtime.camera_hub import CameraHub
from liveness_station.runtime.device_watch import DeviceWatch
from liveness_station.runtime.listing import SourceListing
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    CameraState,
)
from liveness_station.ui.camera_presenter import is_opening_long
from liveness_station.ui.source_picker import SourceChoice, SourcePicker
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.cameras import camera_words

_log = logging.getLogger(__name__)

IsFree = Callable[[], bool]
"""Tells whether nobody is being checked, so that another camera may be opened unasked."""


class CameraDesk(QObject):
    """Opens what the operator chooses, and what was chosen last. Lives in the gui thread.

    Attributes:
        quiet: tells the camera thread when a camera may be probed; is to be told of the desk.

    Signals:
        camera_changed(CameraState): what the hub says, or that a text names no source.
        source_opened(SourceSpec): another source is being opened.
        camera_chosen(str): the identity of the camera to start with from now on.
        list_wanted(): read the list of cameras again.
    """

    camera_changed = Signal(object)
    source_opened = Signal(object)
    camera_chosen = Signal(str)
    list_wanted = Signal()

    def __init__(
        self, hub: CameraHub, picker: SourcePicker, places: Places, is_free: IsFree, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._picker = picker
        self.quiet = Quiet(self)
        self._open_source = sources.Openers(places, self.quiet)
        self._is_free = is_free
        self._wanted: Identity | None = None
        self._spec: SourceSpec | None = None
        self._key = ""
        self._is_settled = False
        self._is_resting = False
        self._listings: tuple[SourceListing, ...] | None = None
        self._words: Words | None = None
        self._state: CameraState = CameraClosed()
        self._logged: CameraTrouble | None = None
        self._watch = DeviceWatch(self)
        self._watch.list_wanted.connect(self.list_wanted)
        hub.camera_changed.connect(self._on_camera_changed)
        picker.source_chosen.connect(self._on_source_chosen)
        picker.refresh_requested.connect(self._on_refresh_requested)
        picker.stop_requested.connect(self._on_stop_requested)

    def start(self, *, source: str, camera: str) -> None:
        """Opens what was configured, at once; else a camera, as soon as they are listed.

        Args:
            source: what an administrator has set or the command line says; "" for a camera.
            camera: the identity of the camera that was chosen last; "" for none.
        """
        self._wanted = parse_identity(camera)
        self._watch.start()
        if source:
            self._open(source)

    def stop(self) -> None:
        """Looks for nothing any more and leaves the source."""
        self._watch.stop()
        self._hub.close()

    def rest(self) -> None:
        """Gives the source back, or opens none, for as long as nobody works here."""
        if not self._is_resting:
            self._is_resting = True
            self._hub.close()

    def resume(self) -> None:
        """Opens again what was given back."""
        if self._is_resting:
            self._is_resting = False
            if self._key:
                self._open(self._key)
            elif self._listings is not None:
                self.on_listed(self._listings)

    @property
    def identity(self) -> str:
        """By what the open camera is known again; "" for a source that is none."""
        if isinstance(self._spec, StreamSpec):
            return sources.label_of(self._spec)
        listed = self._listed()
        if listed is not None:
            return listed.identity.text
        return sources.label_of(self._spec) if isinstance(self._spec, DeviceSpec) else ""

    @property
    def is_virtual(self) -> bool:
        """Tells whether the system takes the open camera for a program."""
        listed = self._listed()
        return listed is not None and listed.kind is DeviceClass.VIRTUAL

    def _listed(self) -> SourceListing | None:
        listings = self._listings or ()
        by_number = sources.find_listing(self._spec, listings)
        return by_number or next((one for one in listings if one.key == self._key), None)

    def set_words(self, words: Words) -> None:
        """Takes another language."""
        self._words = words
        self._fill()

    @Slot(object)
    def on_listed(self, listings: tuple[SourceListing, ...]) -> None:
        """Takes a new list: opens what was wanted, or the best of what there is."""
        self._watch.on_listed()
        has_changed = listings != self._listings
        self._listings = listings
        if has_changed:
            self._fill()
            self._hub.nudge()
        self._mark(listings)
        if self._has_moved(listings):
            self._is_settled = False
        if not self._is_settled and not self._is_resting:
            self._open_best(listings)

    def _has_moved(self, listings: Sequence[SourceListing]) -> bool:
        """Tells whether the chosen camera is gone and its like is in another socket.

        Nothing else stands in while the program runs: a loose cable comes back by itself.
        """
        state = self._state
        is_gone = isinstance(state, CameraFailed) and state.trouble is CameraTrouble.NOT_FOUND
        if self._wanted is None or not is_gone or not isinstance(self._spec, DeviceSpec):
            return False
        alike = find_alike(self._wanted, listings)
        chosen = sources.stand_in(self._wanted, listings)
        return recognise(self._wanted, listings) is None and alike is not None and alike is chosen

    def _open_best(self, listings: Sequence[SourceListing]) -> None:
        """Opens the wanted camera where it is there, else one in its place; never mid-check."""
        wanted = None if self._wanted is None else recognise(self._wanted, listings)
        if wanted is not None and self._is_free():
            self._open(wanted.key)
            return
        is_needed = self._spec is None or isinstance(self._state, CameraFailed)
        chosen = sources.stand_in(self._wanted, listings)
        if chosen is None or chosen.key == self._key or not is_needed or not self._is_free():
            return
        if self._wanted is None:
            self._remember(chosen.identity)
            self._open(chosen.key)
        else:
            self._open(chosen.key, instead_of=self._wanted.name)

    def _open(self, key_or_text: str, *, instead_of: str = "") -> None:
        try:
            spec = sources.spec_of(key_or_text)
        except SourceError:
            self._is_settled = True
            self._hub.close()
            self._on_camera_changed(CameraFailed(key_or_text, CameraTrouble.NOT_FOUND))
            return
        self._spec, self._key, self._is_settled = spec, key_or_text, not instead_of
        self.source_opened.emit(spec)
        label = sources.label_of(spec)
        self._picker.show_current(SourceChoice(label, key_or_text))
        self._hub.open(
            self._open_source(spec),
            label=label,
            is_demo=sources.is_demo(spec),
            make_watch=sources.watch_maker_of(spec),
            instead_of=instead_of,
            kind=sources.kind_of(spec),
        )

    def _fill(self) -> None:
        if self._words is None or self._listings is None:
            return
        kinds = camera_words(self._words).kinds
        self._picker.show_devices(
            [
                SourceChoice(kinds.get(one.kind, "{label}").format(label=one.label), one.key)
                for one in self._listings
            ]
        )

    def _mark(self, listings: Sequence[SourceListing]) -> None:
        listed = sources.find_listing(self._spec, listings)
        if listed is not None:
            self._picker.show_current(SourceChoice(listed.label, listed.key))

    def _remember(self, identity: Identity) -> None:
        self._wanted = identity
        self.camera_chosen.emit(identity.text)

    @Slot(str)
    def _on_source_chosen(self, key_or_text: str) -> None:
        listed = next((one for one in self._listings or () if one.key == key_or_text), None)
        if listed is not None:
            self._remember(listed.identity)
        self._open(key_or_text)

    @Slot()
    def _on_refresh_requested(self) -> None:
        """Looks again at once: for cameras, and for the one that is awaited."""
        self._hub.nudge()
        self.list_wanted.emit()

    @Slot()
    def _on_stop_requested(self) -> None:
        """Gives up on a source that does not open; its thread is left to whatever it hangs in."""
        if isinstance(self._state, CameraOpening):
            self._is_settled = True
            self._hub.close()

    @Slot(object)
    def _on_camera_changed(self, state: CameraState) -> None:
        self._picker.offer_stop(is_offered=is_opening_long(state))
        self._watch.set_live(is_live=isinstance(state, CameraLive))
        self._state = state
        trouble = _trouble_of(state)
        # Once per trouble, not each time that it is met again on opening.
        if trouble is not None and trouble is not self._logged:
            _log.info("camera trouble: %s", trouble.value)
        if trouble is not None or isinstance(state, CameraLive):
            self._logged = trouble
        self.camera_changed.emit(state)


def _trouble_of(state: CameraState) -> CameraTrouble | None:
    if isinstance(state, CameraFailed):
        return state.trouble
    return state.condition.trouble if isinstance(state, CameraLive) else None
