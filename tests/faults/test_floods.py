"""Replies that would fill the memory: the check ends, and the process hardly grows."""

import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.api.raw_server import Script, Visit, reply, serving
from tests.faults.desk import live_body

ROOT = Path(__file__).resolve().parents[2]
LIMIT_KIB = 5 * 1024
PIECE = b"x" * 65536
FLOOD_BYTES = 100_000_000

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/self/status")


def grown(script: Script, *, ballast_bytes: int = 0) -> dict[str, object]:
    """Returns what one check in a process of its own came to, and by how much that grew."""
    with serving(live) as first, serving(script) as server:
        asked = {
            "first_url": f"http://127.0.0.1:{first.port}",
            "url": f"http://127.0.0.1:{server.port}",
            "ballast_bytes": ballast_bytes,
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.asker", json.dumps(asked)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    result: dict[str, object] = json.loads(done.stdout)
    return result


def live(visit: Visit) -> None:
    visit.read_request()
    visit.say(reply(live_body()))


def announced(visit: Visit) -> None:
    visit.read_request()
    visit.say(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % FLOOD_BYTES)
    for _ in range(FLOOD_BYTES // len(PIECE)):
        visit.say(PIECE)


def in_chunks(visit: Visit) -> None:
    visit.read_request()
    visit.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        visit.say(b"10000\r\n", PIECE, b"\r\n")


def one_chunk(visit: Visit) -> None:
    visit.read_request()
    visit.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % FLOOD_BYTES)
    for _ in range(FLOOD_BYTES // len(PIECE)):
        visit.say(PIECE)


LONG_HEADER = b"X-Long: " + b"x" * 65_000 + b"\r\n"
INTERIM = b"HTTP/1.1 100 Continue\r\n"


def many_long_headers(visit: Visit) -> None:
    """Each short enough for Python's reader, and few enough; together 6 MB."""
    visit.read_request()
    visit.say(b"HTTP/1.1 200 OK\r\n", *[LONG_HEADER] * 95, reply(live_body())[17:])


def many_interim_heads(visit: Visit) -> None:
    visit.read_request()
    while True:
        visit.say((INTERIM + b"\r\n") * 1000)


def many_long_interim_heads(visit: Visit) -> None:
    visit.read_request()
    while True:
        visit.say(INTERIM, *[LONG_HEADER] * 95, b"\r\n")


def many_trailers(visit: Visit) -> None:
    visit.read_request()
    visit.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n")
    while True:
        visit.say(LONG_HEADER)


def encoded(encoding: str, body: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(reply(body, f"Content-Encoding: {encoding}"))

    return script


def gzip_bomb(times: int) -> bytes:
    """Returns what unpacks to about a thousand times its size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(times))
    return packed + packer.flush()


def check(script: Script, reason: str) -> None:
    seen = grown(script)
    assert (seen["verdicts"], seen["reasons"]) == (["ERROR"], [reason])
    assert int(str(seen["growth_kib"])) < LIMIT_KIB


def test_the_measure_sees_growth() -> None:
    """Memory that is taken for a moment only shows all the same."""
    seen = grown(live, ballast_bytes=20_000_000)
    assert int(str(seen["growth_kib"])) > 15_000


@pytest.mark.parametrize("script", [announced, in_chunks, one_chunk])
def test_N14_a_flood_is_cut_off(script: Script) -> None:
    check(script, "oversize")


@pytest.mark.parametrize("script", [many_interim_heads, many_long_interim_heads, many_trailers])
def test_N14_a_flood_around_the_reply_is_cut_off(script: Script) -> None:
    check(script, "malformed")


def test_N17_a_head_of_6_mb_is_cut_off() -> None:
    check(many_long_headers, "malformed")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_N15_a_bomb_is_refused_by_its_header(encoding: str) -> None:
    check(encoded(encoding, gzip_bomb(50)), "oversize")


def test_N15_a_bomb_that_hides_what_it_is() -> None:
    check(encoded("identity", gzip_bomb(50)), "malformed")
