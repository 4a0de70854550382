"""The tap: the newest frame wins, at most fifteen a second, and only to who listens now."""

import threading

from liveness_station.runtime.frame_tap import FrameTap
from tests.runtime.reel import frames_of


def test_the_newest_frame_wins() -> None:
    tap = FrameTap()
    box = tap.listen()
    for frame in frames_of(5):
        tap.put(frame)
    taken = box.take(0)
    assert taken is not None
    assert taken.sequence == 4
    assert box.take(0) is None


def test_thirty_frames_a_second_become_fifteen() -> None:
    tap = FrameTap()
    box = tap.listen()
    taken = []
    for frame in frames_of(60, step_s=1 / 30):
        tap.put(frame)
        got = box.take(0)
        if got is not None:
            taken.append(got)
    assert 28 <= len(taken) <= 31


def test_before_and_after_listening_nothing_is_kept() -> None:
    tap, frames = FrameTap(), frames_of(3)
    tap.put(next(frames))
    box = tap.listen()
    assert box.take(0) is None
    tap.silence()
    tap.put(next(frames))
    assert box.take(0) is None


def test_another_listener_leaves_the_old_one_without_frames() -> None:
    tap = FrameTap()
    old, new = tap.listen(), tap.listen()
    (frame,) = frames_of(1)
    tap.put(frame)
    assert old.take(0) is None
    assert new.take(0) is frame


def test_a_frame_is_waited_for() -> None:
    tap = FrameTap()
    box = tap.listen()
    (frame,) = frames_of(1)
    camera = threading.Thread(target=tap.put, args=(frame,))
    camera.start()
    assert box.take(10.0) is frame
    camera.join()
