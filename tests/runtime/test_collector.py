"""Only the gui thread collects, and it does."""

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from liveness_station.runtime.collector import GuiCollector


class Knot:
    """Refers to itself, so that only a collection frees it."""

    def __init__(self) -> None:
        self.itself = self


def _is_tied(reference: "weakref.ref[Knot]") -> bool:
    knot = reference()
    return knot is not None and knot.itself is knot


def _knots(count: int) -> list["weakref.ref[Knot]"]:
    return [weakref.ref(Knot()) for _ in range(count)]


def test_garbage_of_another_thread_is_collected_by_this_one(qtbot: QtBot) -> None:
    collector = GuiCollector()
    where: list[str] = []

    def note(phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            where.append(threading.current_thread().name)

    gc.collect()
    gc.callbacks.append(note)
    collector.start()
    try:
        references: list[weakref.ref[Knot]] = []
        worker = threading.Thread(target=lambda: references.extend(_knots(5000)), name="io")
        worker.start()
        worker.join()
        assert where == []
        assert all(_is_tied(reference) for reference in references)
        qtbot.waitUntil(lambda: all(reference() is None for reference in references))
    finally:
        collector.stop()
        gc.callbacks.remove(note)
    assert set(where) == {"MainThread"}
    assert gc.isenabled()
