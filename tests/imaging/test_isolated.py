"""Decoding in a child: the same pictures, and nothing that happens to it happens to us."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.errors import EngineError, ImageError
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.decode import decode
from liveness_station.imaging.isolated import IsolatedDecoder
from tests.imaging.pictures import TYPES, encoded, jpeg_header, oriented, picture

REPOSITORY = Path(__file__).parents[2]
GOOD = encoded(picture(), "JPEG")
MARKED = GOOD + b"MARK"
"""What follows a JPEG's end is not looked at, so a child that is made for a test can know it."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals are POSIX")


def made_for_test(deed: str) -> list[str]:
    """Returns a child that does `deed` instead of decoding what is marked; it may set `pixels`."""
    program = f"""
        import os, signal, socket, sys, time
        import numpy as np
        from liveness_station.imaging import decoder_child
        usual = decoder_child.decode_pixels
        def decode_pixels(untrusted, *, reduction):
            pixels = usual(untrusted, reduction=reduction)
            if untrusted.endswith(b"MARK"):
                {deed}
            return pixels
        decoder_child.decode_pixels = decode_pixels
        sys.exit(decoder_child.main())
        """
    return [sys.executable, "-c", textwrap.dedent(program)]


@pytest.fixture(scope="module")
def shared() -> Iterator[IsolatedDecoder]:
    with closing(IsolatedDecoder()) as decoder:
        decoder.start()
        yield decoder


def wait_until(condition: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.005)


def refusal(decoder: IsolatedDecoder, untrusted: bytes) -> ImageError:
    with pytest.raises(ImageError) as caught:
        decoder(untrusted)
    return caught.value


@pytest.mark.parametrize("kind", TYPES)
def test_the_pixels_are_the_same(shared: IsolatedDecoder, kind: str) -> None:
    untrusted = encoded(picture(), kind)
    assert np.array_equal(shared(untrusted), decode(untrusted))


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
    ("size", "wanted"),
    [((2048, 20), (20, 2048)), ((2049, 41), (21, 1025)), ((4097, 61), (16, 1025))],
)
def test_a_large_picture_is_reduced(
    shared: IsolatedDecoder, kind: str, size: tuple[int, int], wanted: tuple[int, int]
) -> None:
    shape = shared(encoded(picture().resize(size), kind)).shape
    assert abs(shape[0] - wanted[0]) <= 1
    assert abs(shape[1] - wanted[1]) <= 1


def test_a_large_turned_picture_is_reduced_and_upright(shared: IsolatedDecoder) -> None:
    assert shared(oriented(picture().resize((4000, 100)), "JPEG", 6)).shape == (2000, 50, 3)


def test_a_cut_large_picture_is_refused(shared: IsolatedDecoder) -> None:
    whole = encoded(picture().resize((4000, 900)), "JPEG")
    cut = whole[: len(whole) * 2 // 3] + b"\xff\xd9"
    assert refusal(shared, cut).reason is Reason.BAD_IMAGE


def test_turned_pictures_too(shared: IsolatedDecoder) -> None:
    untrusted = oriented(picture(), "JPEG", 6)
    pixels = shared(untrusted)
    assert pixels.shape == (96, 60, 3)
    assert np.array_equal(pixels, decode(untrusted))
    assert pixels.flags.c_contiguous


@pytest.mark.parametrize(
    ("untrusted", "reason"),
    [
        (b"", Reason.BAD_IMAGE),
        (jpeg_header(65500, 65500), Reason.IMAGE_TOO_LARGE),
        (jpeg_header(10, 10), Reason.IMAGE_TOO_SMALL),
    ],
)
def test_what_the_header_gives_away_starts_no_child(untrusted: bytes, reason: Reason) -> None:
    with closing(IsolatedDecoder([str(REPOSITORY / "no-such-program")])) as decoder:
        assert refusal(decoder, untrusted).reason is reason


def test_what_the_decoder_refuses_is_a_bad_image(shared: IsolatedDecoder) -> None:
    broken = encoded(picture(), "PNG").replace(b"IDAT", b"IDAX")
    assert refusal(shared, broken).reason is Reason.BAD_IMAGE
    assert shared(GOOD).shape == (60, 96, 3)


@pytest.mark.parametrize(
    "deed",
    [
        "os.abort()",
        "os._exit(0)",
        "raise RuntimeError",
        pytest.param("os.kill(os.getpid(), signal.SIGSEGV)", marks=posix),
    ],
)
def test_U7_a_child_that_dies_takes_one_picture_with_it(deed: str) -> None:
    with closing(IsolatedDecoder(made_for_test(deed))) as decoder:
        for _ in range(2):
            assert decoder(GOOD).shape == (60, 96, 3)
            error = refusal(decoder, MARKED)
            assert (error.reason, error.detail) == (
                Reason.BAD_IMAGE,
                "the decoder did not survive it",
            )
        assert decoder(GOOD).shape == (60, 96, 3)


def test_a_child_that_died_idle_costs_no_picture() -> None:
    with closing(IsolatedDecoder()) as decoder:
        decoder(GOOD)
        child = decoder._child
        assert child is not None
        child.kill()
        wait_until(lambda: not child.is_alive)
        assert decoder(GOOD).shape == (60, 96, 3)


def test_a_child_that_hangs_is_ended_at_the_deadline() -> None:
    command = made_for_test("time.sleep(60)")
    with closing(IsolatedDecoder(command, deadline_s=1.5)) as decoder:
        decoder(GOOD)
        began_s = time.monotonic()
        assert refusal(decoder, MARKED).reason is Reason.BAD_IMAGE
        assert 1.4 < time.monotonic() - began_s < 5
        assert decoder(GOOD).shape == (60, 96, 3)


@pytest.mark.parametrize("shape", [(8000, 8000), (61, 96), (0, 0)])
def test_a_child_is_not_believed_another_size(shape: tuple[int, int]) -> None:
    deed = f"pixels = np.zeros(({shape[0]}, {shape[1]}, 3), np.uint8)"
    with closing(IsolatedDecoder(made_for_test(deed))) as decoder:
        assert "sizes disagree" in refusal(decoder, MARKED).detail
        assert decoder(GOOD).shape == (60, 96, 3)


def test_a_child_that_speaks_another_language_is_ended() -> None:
    program = "import sys; sys.stdout.write('!' + 'x' * 9); sys.stdout.flush(); sys.stdin.read()"
    with closing(IsolatedDecoder([sys.executable, "-c", program])) as decoder:
        assert refusal(decoder, GOOD).detail == "the decoder did not survive it"


@pytest.mark.parametrize(
    "command", [[str(REPOSITORY / "no-such-program")], [sys.executable, "-c", "pass"]]
)
def test_without_a_decoder_it_is_not_the_pictures_fault(command: list[str]) -> None:
    with closing(IsolatedDecoder(command)) as decoder, pytest.raises(EngineError):
        decoder(GOOD)


@posix
@pytest.mark.parametrize(
    "deed",
    [
        "np.ones((3 << 30,), np.uint8)",
        "bytearray(3 << 30)",
    ],
)
def test_memory_has_an_end_that_the_child_survives(deed: str) -> None:
    with closing(IsolatedDecoder(made_for_test(deed))) as decoder:
        assert refusal(decoder, MARKED).detail == "broken JPEG"
        assert decoder(GOOD).shape == (60, 96, 3)


@posix
@pytest.mark.parametrize("deed", ["open('/dev/null').close()", "socket.socket()", "os.fork()"])
def test_a_child_that_was_taken_over_reaches_nothing(deed: str) -> None:
    if "fork" in deed and os.geteuid() == 0:
        pytest.skip("the limit of processes is not the superuser's")
    tried = f"""
                try:
                    {deed}
                    pixels[:] = 1
                except OSError:
                    pixels[:] = 2"""
    with closing(IsolatedDecoder(made_for_test(tried))) as decoder:
        assert set(decoder(MARKED).flat) == {2}


def test_closing_does_not_wait_for_a_picture() -> None:
    decoder = IsolatedDecoder(made_for_test("time.sleep(60)"))
    decoder(GOOD)
    ended: list[Reason] = []
    thread = threading.Thread(
        target=lambda: ended.append(refusal(decoder, MARKED).reason), name="decoding"
    )
    thread.start()
    wait_until(decoder._lock.locked)
    began_s = time.monotonic()
    decoder.close()
    thread.join(10)
    assert time.monotonic() - began_s < 5
    assert ended == [Reason.BAD_IMAGE]
    decoder.close()
    with pytest.raises(EngineError):
        decoder(GOOD)


PARENT = textwrap.dedent(
    """
    import sys
    from liveness_station.imaging.isolated import IsolatedDecoder
    decoder = IsolatedDecoder()
    decoder(bytes.fromhex(sys.stdin.readline()))
    print(decoder._child._process.pid, flush=True)
    sys.stdin.read()
    """
)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at /proc")
def test_no_child_outlives_its_parent() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(GOOD.hex() + "\n")
        parent.stdin.flush()
        child = Path("/proc") / parent.stdout.readline().strip() / "cmdline"
        assert b"decoder_child" in child.read_bytes()
        parent.send_signal(signal.SIGKILL)

        def is_gone() -> bool:
            try:
                return not child.read_bytes()  # a zombie has none
            except (FileNotFoundError, ProcessLookupError):
                return True

        wait_until(is_gone)


@pytest.mark.allows_log("liveness_station.imaging.isolated: ")
def test_a_child_without_a_cap_decodes_and_is_told_of_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    program = """
        import sys
        from liveness_station.imaging import decoder_child
        decoder_child._limit = lambda: False
        sys.exit(decoder_child.main())
        """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    with closing(IsolatedDecoder(command)) as decoder:
        for _ in range(2):
            assert np.array_equal(decoder(GOOD), decode(GOOD))
            child = decoder._child
            assert child is not None
            child.kill()
            wait_until(lambda child=child: not child.is_alive)  # type: ignore[misc]  # bound now
    assert len([text for text in caplog.messages if "not bounded" in text]) == 1
