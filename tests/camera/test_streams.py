import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from liveness_station.camera import environment
from liveness_station.camera.specs import StreamSpec
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.ports import FrameSource
from tests.camera.conftest import OpenSource
from tests.camera.contract import FrameSourceContract, Opener, read_to_the_end
from tests.fakes.mjpeg import BURST_LENGTH, DARKEST, RATE_FPS, MjpegServer


def fail_to_open(open_it: OpenSource, url: str) -> tuple[CameraTrouble, float]:
    """Returns the trouble and the seconds that it took."""
    started_s = time.monotonic()
    with pytest.raises(CameraError) as raised:
        open_it(StreamSpec(url))
    return raised.value.trouble, time.monotonic() - started_s


class TestMjpeg(FrameSourceContract):
    @pytest.fixture
    def opener(self, open_it: OpenSource, mjpeg: MjpegServer) -> Opener:
        return lambda wish: open_it(StreamSpec(mjpeg.url("/stream")), should_stop=wish)

    def test_frames_come_at_the_servers_rate(self, source: FrameSource) -> None:
        frames = [source.read() for _ in range(16)]
        length_s = frames[-1].captured_at_s - frames[0].captured_at_s
        assert 0.6 < length_s * RATE_FPS / 15 < 3

    def test_nothing_old_is_shown(self, source: FrameSource, mjpeg: MjpegServer) -> None:
        shown = round(source.read().pixels.mean()) - DARKEST
        assert mjpeg.sent - shown <= 3
        assert mjpeg.requests == ["/stream"]

    def test_description(self, source: FrameSource, mjpeg: MjpegServer) -> None:
        assert source.description.startswith(f"{mjpeg.url('/stream')}, 640x480")


def test_what_piled_up_before_opening_is_passed_over(
    open_it: OpenSource, mjpeg: MjpegServer
) -> None:
    source = open_it(StreamSpec(mjpeg.url("/burst")))
    shown = round(source.read().pixels.mean()) - DARKEST
    source.close()
    assert shown >= BURST_LENGTH


def test_a_password_is_used_but_not_repeated(open_it: OpenSource, mjpeg: MjpegServer) -> None:
    source = open_it(StreamSpec(mjpeg.url("/stream?token=zQtoken", user_info="user:zQword@")))
    frame = source.read()
    source.close()
    assert mjpeg.requests == ["/stream?token=zQtoken"]
    assert frame.source_label == mjpeg.url("/stream")
    assert "zQ" not in source.description


def test_a_stream_that_falls_silent_is_lost_after_two_seconds(
    open_it: OpenSource, mjpeg: MjpegServer
) -> None:
    source = open_it(StreamSpec(mjpeg.url("/stall")))
    trouble, last_s, lost_s = read_to_the_end(source)
    source.close()
    assert trouble is CameraTrouble.LOST
    assert 1.5 < lost_s - last_s < 3.0


def test_a_stream_that_hangs_up_is_lost_within_a_second(
    open_it: OpenSource, mjpeg: MjpegServer
) -> None:
    source = open_it(StreamSpec(mjpeg.url("/short")))
    trouble, last_s, lost_s = read_to_the_end(source)
    source.close()
    assert trouble is CameraTrouble.LOST
    assert lost_s - last_s < 1.5


@pytest.mark.parametrize("path", ["/page", "/locked"])
def test_an_address_that_gives_no_video(open_it: OpenSource, mjpeg: MjpegServer, path: str) -> None:
    trouble, _ = fail_to_open(open_it, mjpeg.url(path))
    assert trouble is CameraTrouble.UNREADABLE


def test_an_address_that_never_answers(open_it: OpenSource, mjpeg: MjpegServer) -> None:
    trouble, elapsed_s = fail_to_open(open_it, mjpeg.url("/mute"))
    assert trouble is CameraTrouble.TIMEOUT
    assert 2.5 < elapsed_s < 4.5


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_an_address_where_nobody_listens(open_it: OpenSource, scheme: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        trouble, elapsed_s = fail_to_open(open_it, f"{scheme}://u:zQ@127.0.0.1:{port}/x")
    assert trouble is CameraTrouble.NOT_FOUND
    assert elapsed_s < 2.0


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The only authority that is trusted, in a file whose name must be quoted for FFmpeg."""
    authority = trustme.CA()
    ca_file = tmp_path / "it's; a| file.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    variables: dict[str, str] = {}
    environment.prepare(variables, ca_file=ca_file)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return authority


def serve_as(identity: trustme.LeafCert) -> MjpegServer:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    identity.configure_cert(context)
    return MjpegServer(context)


@pytest.fixture
def trusted(authority: trustme.CA) -> Iterator[MjpegServer]:
    with serve_as(authority.issue_cert("localhost")) as server:
        yield server


def test_a_camera_whose_certificate_is_in_order(open_it: OpenSource, trusted: MjpegServer) -> None:
    source = open_it(StreamSpec(trusted.url("/stream", host="localhost")))
    source.read()
    source.close()


@pytest.mark.usefixtures("authority")
def test_a_camera_of_an_unknown_authority_is_refused(open_it: OpenSource) -> None:
    with serve_as(trustme.CA().issue_cert("localhost")) as server:
        trouble, _ = fail_to_open(open_it, server.url("/stream", host="localhost"))
    assert trouble is CameraTrouble.UNREADABLE
    assert server.requests == []


def test_a_camera_with_the_certificate_of_another_is_refused(
    open_it: OpenSource, authority: trustme.CA
) -> None:
    with serve_as(authority.issue_cert("other.example")) as server:
        trouble, _ = fail_to_open(open_it, server.url("/stream", host="localhost"))
    assert trouble is CameraTrouble.UNREADABLE
    assert server.requests == []
