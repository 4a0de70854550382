"""The newest wins, nobody waits."""

import threading

from liveness_station.runtime.mailbox import Mailbox


def test_an_empty_box_has_nothing() -> None:
    assert Mailbox[int]().take() is None


def test_what_was_left_is_taken_once() -> None:
    box = Mailbox[int]()
    assert box.put(1)
    assert box.take() == 1
    assert box.take() is None


def test_the_newest_wins_and_only_the_first_is_announced() -> None:
    box = Mailbox[int]()
    assert [box.put(value) for value in (1, 2, 3)] == [True, False, False]
    assert box.take() == 3
    assert box.put(4)


def test_between_threads_nothing_is_seen_twice_or_out_of_order() -> None:
    """One announcement for each value taken: a lost one would freeze the picture for good."""
    box, count = Mailbox[int](), 20_000
    announced = threading.Semaphore(0)

    def leave() -> None:
        for value in range(count):
            if box.put(value):
                announced.release()

    writer = threading.Thread(target=leave, name="writer")
    writer.start()
    taken: list[int] = []
    while not taken or taken[-1] < count - 1:
        assert announced.acquire(timeout=10)
        value = box.take()
        assert value is not None
        taken.append(value)
    writer.join()
    assert taken == sorted(set(taken))
