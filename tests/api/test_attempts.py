import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest

from liveness_station.api.attempts import Attempt, Call, RequestThread
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.verdicts import Reason
from tests.api.asking import until

EXCHANGE = Exchange(200, b"{}", Channel.OWN_LOOPBACK)


def nothing() -> None:
    """Cuts nothing."""


@pytest.fixture
def thread() -> Iterator[RequestThread]:
    thread = RequestThread()
    yield thread
    thread.end()
    thread.settle()


def test_the_answer_is_handed_over(thread: RequestThread) -> None:
    assert Attempt(lambda: EXCHANGE, cut=nothing, thread=thread).run(5) is EXCHANGE


def test_what_came_first_counts(thread: RequestThread) -> None:
    attempt = Attempt(lambda: EXCHANGE, cut=nothing, thread=thread)
    attempt.cancel()
    with pytest.raises(EndpointError) as caught:
        attempt.run(5)
    assert caught.value.reason is Reason.CANCELLED


def test_cancelling_cuts_at_once_and_is_no_trouble_of_the_network(thread: RequestThread) -> None:
    """The thread that asks may be woken later; until then the picture would go on leaving."""
    is_cut = threading.Event()
    begun = threading.Event()

    def work() -> Exchange:
        begun.set()
        assert is_cut.wait(10)
        raise EndpointError(Reason.NETWORK)

    def cut() -> None:
        if not is_cut.is_set():
            is_cut.set()
            # The request ends, of that, before the thread that asks is woken.
            until(lambda: attempt._outcomes.qsize() == 2)

    attempt = Attempt(work, cut=cut, thread=thread)
    thread.begin(attempt._make)
    assert begun.wait(10)
    attempt.cancel()
    assert is_cut.is_set()
    with pytest.raises(EndpointError) as caught:
        attempt.run(10)
    assert caught.value.reason is Reason.CANCELLED


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_nobody_foresaw_is_an_error_at_once(thread: RequestThread) -> None:
    def work() -> Exchange:
        raise ZeroDivisionError

    with pytest.raises(EndpointError) as caught:
        Attempt(work, cut=nothing, thread=thread).run(60)
    assert caught.value.reason is Reason.INTERNAL


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Has SIGINT interrupt, also where the tests run in a shell's background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.skipif(sys.platform == "win32", reason="signals wake no waiting thread there")
def test_an_interrupted_wait_cuts_the_request(thread: RequestThread) -> None:
    is_cut = threading.Event()
    main = threading.get_ident()

    def work() -> Exchange:
        signal.pthread_kill(main, signal.SIGINT)
        assert is_cut.wait(10)
        raise EndpointError(Reason.NETWORK)

    with pytest.raises(KeyboardInterrupt):
        Attempt(work, cut=is_cut.set, thread=thread).run(10)
    assert is_cut.is_set()


def test_the_light_half_of_the_room_does_not_import_requests() -> None:
    program = (
        "import sys, liveness_station.api.addresses, liveness_station.api.authentication;"
        "print([name for name in sys.modules if name in ('requests', 'urllib3', 'ssl')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_an_attempt_cancelled_before_it_began_sends_nothing(thread: RequestThread) -> None:
    begun: list[int] = []

    def work() -> Exchange:
        begun.append(1)
        raise EndpointError(Reason.NETWORK)

    attempt = Attempt(work, cut=nothing, thread=thread)
    attempt.cancel()
    with pytest.raises(EndpointError) as caught:
        attempt.run(10)
    assert caught.value.reason is Reason.CANCELLED
    assert begun == []


def test_a_call_that_was_cancelled_begins_nothing(thread: RequestThread) -> None:
    call = Call(5)
    call.cancel()
    begun: list[int] = []

    def work() -> Exchange:
        begun.append(1)
        return EXCHANGE

    with pytest.raises(EndpointError) as caught:
        call.run(work, cut=nothing, thread=thread)
    assert (caught.value.reason, begun) == (Reason.CANCELLED, [])


def test_a_call_whose_time_is_up_is_late(thread: RequestThread) -> None:
    now_s = [100.0]
    call = Call(5, clock=lambda: now_s[0])
    assert call.run(lambda: EXCHANGE, cut=nothing, thread=thread) is EXCHANGE
    now_s[0] += 4
    assert call.remaining_s == 1.0
    now_s[0] += 4
    assert call.remaining_s == 0.0
    with pytest.raises(EndpointError) as caught:
        call.run(lambda: EXCHANGE, cut=nothing, thread=thread)
    assert caught.value.reason is Reason.LATE


def test_a_thread_makes_one_request_after_the_other_and_keeps_nothing(
    thread: RequestThread,
) -> None:
    makers: list[threading.Thread] = []

    class Picture:
        """Something that must be gone after its request."""

        def send(self) -> Exchange:
            makers.append(threading.current_thread())
            return EXCHANGE

    pictures = [Picture(), Picture()]
    seen = [weakref.ref(picture) for picture in pictures]
    while pictures:
        assert Attempt(pictures.pop().send, cut=nothing, thread=thread).run(5) is EXCHANGE
    until(lambda: [picture() for picture in seen] == [None, None])
    assert makers[0] is makers[1]
    assert makers[0].is_alive()
    thread.end()
    thread.settle()
    assert not makers[0].is_alive()


def test_a_failed_request_ends_its_thread(thread: RequestThread) -> None:
    makers: list[threading.Thread] = []

    def work() -> Exchange:
        makers.append(threading.current_thread())
        raise EndpointError(Reason.NETWORK)

    with pytest.raises(EndpointError):
        Attempt(work, cut=nothing, thread=thread).run(5)
    assert not makers[0].is_alive()


def test_a_hung_request_is_left_behind(thread: RequestThread) -> None:
    may_end = threading.Event()
    makers: list[threading.Thread] = []

    def work() -> Exchange:
        makers.append(threading.current_thread())
        assert may_end.wait(10)
        return EXCHANGE

    with pytest.raises(EndpointError) as caught:
        Attempt(work, cut=nothing, thread=thread).run(0.05)
    assert caught.value.reason is Reason.LATE
    assert makers[0].is_alive()
    may_end.set()
    makers[0].join(10)
    assert not makers[0].is_alive()
