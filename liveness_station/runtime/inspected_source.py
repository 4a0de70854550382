"""A source whose frames bear the report on where they come from, made on a thread of its own."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from liveness_station.domain.errors import CameraError
from liveness_station.domain.frames import Frame
from liveness_station.domain.injection import ProvenanceReport, with_signals
from liveness_station.domain.ports import FrameSource
from liveness_station.domain.signals import Signal

_WAIT_S: Final = 0.5
_JOIN_S: Final = 0.5
_TELL_S: Final = 0.2
"""The evidence changes slowly; a new report for every frame would cost more than the measuring."""


PROBE_EVERY_S: Final = 300.0

PROBE_AGAIN_S: Final = 10.0
"""So long after one that gave way to a check."""

Probe = Callable[[Callable[[], bool]], tuple[Signal, ...] | None]
"""Changes something about a camera for a moment and returns how it answered; takes about a second,
in which nobody else reads from it. It is given what tells whether to give way, and returns None
where it did. Raises CameraError."""


def _never() -> bool:
    return False


def _forget(_: "SequenceMeter") -> None:
    """Keeps no meter."""


class SequenceMeter(Protocol):
    """Measures the run of one source's pictures. Used by one thread."""

    def look(self, frame: Frame) -> None:
        """Takes the next picture; some may have been left out in between."""

    def signals(self) -> tuple[Signal, ...]:
        """Returns what has been measured so far."""

    def reopened(self) -> None:
        """Goes on with the same source, opened once more."""


class Inspector(threading.Thread):
    """Measures the newest frame whenever it is done with the last. Thread: "provenance".

    The camera thread never waits for it. `report` may be read by any thread; `base` and `probed_s`,
    what is known without measuring and since when, are set by the camera thread alone.
    """

    def __init__(
        self,
        base: ProvenanceReport,
        make_meter: Callable[[], SequenceMeter],
        on_left: Callable[[SequenceMeter], None],
    ) -> None:
        super().__init__(name="provenance", daemon=True)
        self._on_left = on_left
        self.report = base
        self.base = base
        self.probed_s: float | None = None
        self._make_meter = make_meter
        self._changed = threading.Condition()
        self._frame: Frame | None = None
        self._is_stopping = False

    def put(self, frame: Frame) -> None:
        """Leaves a frame in place of any older one; returns at once."""
        with self._changed:
            self._frame = frame
            self._changed.notify()

    def stop(self) -> None:
        """Asks the thread to end; returns at once."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify()

    def run(self) -> None:
        """Measures until asked to stop."""
        meter = self._make_meter()
        told_s = float("-inf")
        while not self._is_stopping:
            frame = self._take()
            if frame is None:
                continue
            meter.look(frame)
            if frame.captured_at_s - told_s >= _TELL_S:
                told_s = frame.captured_at_s
                self.report = with_signals(self.base, (*meter.signals(), *self._age(told_s)))
        self._on_left(meter)

    def _age(self, now_s: float) -> tuple[Signal, ...]:
        """How old the answers of the last probe are, in whole seconds; never against a source."""
        if self.probed_s is None:
            return ()
        age_s = float(round(max(now_s - self.probed_s, 0.0)))
        return (Signal("probe_age", age_s, PROBE_EVERY_S, is_against=False),)

    def _take(self) -> Frame | None:
        with self._changed:
            self._changed.wait_for(self._has_work, _WAIT_S)
            frame, self._frame = self._frame, None
        return frame

    def _has_work(self) -> bool:
        return self._is_stopping or self._frame is not None


class InspectedSource:
    """Hands on the frames of another source, each with the newest report. Used by one thread."""

    def __init__(
        self,
        source: FrameSource,
        base: ProvenanceReport,
        make_meter: Callable[[], SequenceMeter] | None,
        *,
        probe: Probe | None = None,
        is_quiet: Callable[[], bool] = _never,
        on_left: Callable[[SequenceMeter], None] = _forget,
    ) -> None:
        """Takes a source over.

        Args:
            source: opened; closed together with this one.
            base: what is known of it before its pictures are measured.
            make_meter: makes who measures them; None for what may repeat itself as it likes.
            probe: asks the camera for an answer, now and every five minutes; None asks nothing.
            is_quiet: tells whether nobody is called or checked, so that it may be asked again; it
                gives way once that is over. Called by the camera thread.
            on_left: takes the meter once nobody uses it any more, by the thread that did.

        Raises:
            CameraError: the camera went away while it was probed.
        """
        self._source = source
        self._base = base
        self._inspector = None if make_meter is None else Inspector(base, make_meter, on_left)
        self._probe = probe
        self._is_quiet = is_quiet
        self._due_s: float | None = None
        if probe is not None:
            self._base = with_signals(base, self._first_answers(probe))
        if self._inspector is not None:
            self._inspector.base = self._inspector.report = self._base
            self._inspector.start()

    @property
    def description(self) -> str:
        """Name, size and rate in one line."""
        return self._source.description

    def read(self) -> Frame:
        """Waits for the next frame.

        Raises:
            CameraError: as the source's.
        """
        frame = self._source.read()
        if self._is_probe_due(frame.captured_at_s):
            # Nothing of what it did meanwhile is shown; who presses now waits for the next picture.
            frame = self._source.read()
        if self._inspector is None:
            return replace(frame, provenance=self._base)
        self._inspector.put(frame)
        return replace(frame, provenance=self._inspector.report)

    def _first_answers(self, probe: Probe) -> tuple[Signal, ...]:
        try:
            return probe(_never) or ()
        except CameraError:
            # Nobody else has it yet who could close it.
            self._source.close()
            raise

    def _is_probe_due(self, now_s: float) -> bool:
        """Probes where it is time and nobody is being checked; True where that was done."""
        if self._probe is None:
            return False
        if self._due_s is None:
            self._note_probe(now_s)
            return False
        if now_s < self._due_s or not self._is_quiet():
            return False
        answers = self._probe(lambda: not self._is_quiet())
        if answers is None:
            self._due_s = now_s + PROBE_AGAIN_S
        else:
            self._base = with_signals(self._base, answers)
            self._note_probe(now_s)
        return True

    def _note_probe(self, now_s: float) -> None:
        self._due_s = now_s + PROBE_EVERY_S
        if self._inspector is not None:
            self._inspector.base, self._inspector.probed_s = self._base, now_s

    def close(self) -> None:
        """Releases the device; may be called twice."""
        self._source.close()
        if self._inspector is not None:
            self._inspector.stop()
            self._inspector.join(_JOIN_S)
