"""The client against the vendor's own Python sample, for the same picture, in turns A B A B.

    python -m benchmarks.client loopback [--pairs N]
    python -m benchmarks.client tls --rtt-ms 50 [--pairs N]      Linux, root: namespaces and TUN

`loopback`: from the bytes of a 720p JPEG to a verdict, against a server that answers at once over
plain http and binds its replies where asked, as our service does; both send the same bytes. `tls`:
from a 720p frame to a verdict, encoding and the records included, over TLS 1.3 with the delay under
TCP; the sample encodes as its users do (`cv2.imencode(".jpg")`) and connects anew each time, which
is what it does. Medians, the median of the pairs' ratios and their quartiles are printed, and one
JSON line.
"""

import argparse
import base64
import json
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import cv2
import requests

from benchmarks.delayed_link import CLIENT_NS, SERVER_IP, SERVER_NS, DelayedLink, in_namespace
from benchmarks.engine import scene
from benchmarks.instant_server import KEY
from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.decide import decide
from liveness_station.domain.frames import Frame, Pixels, Probe
from liveness_station.domain.outcomes import Job
from liveness_station.domain.policies import Policy
from liveness_station.domain.secrets import Secret
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Verdict
from liveness_station.imaging.encode import encode_probe
from liveness_station.storage.records import open_records
from liveness_station.verification.checking import Verifier

APPCODE = "0123456789abcdef0123456789abcdef"
POLICY = Policy()
REST_S = 0.12
"""Between two requests, as between two subjects but shorter: what a client leaves open stays."""


def sample(base_url: str, jpeg: bytes, ca_file: str | bool) -> None:
    """Does what the vendor's page shows for Python, with the bytes at hand."""
    headers = {"Authorization": "APPCODE " + APPCODE, "Content-Type": "application/json"}
    body = {"image_base64": base64.b64encode(jpeg).decode()}
    reply = requests.post(
        base_url + "/api/face_liveness/v1",
        headers=headers,
        data=json.dumps(body),
        timeout=10,
        verify=ca_file,
    )
    assert json.loads(reply.text)["data"]["is_live"] is True


def sample_from_frame(base_url: str, pixels: Pixels, ca_file: str | bool) -> None:
    """Encodes as OpenCV does by itself, then asks as the sample does."""
    _, jpeg = cv2.imencode(".jpg", pixels)
    sample(base_url, jpeg.tobytes(), ca_file)


class OurWay:
    """The station's own rooms, put together as the io thread has them."""

    def __init__(self, base_url: str, folder: Path, ca_file: Path | None) -> None:
        self._endpoint = HttpEndpoint(
            parse_base_url(base_url),
            AppCode(Secret(APPCODE)),
            ca_file=ca_file,
            # On loopback stands our own service, whose replies are bound to their requests.
            reply_key=KEY if ca_file is None else None,
        )
        self._records = open_records(
            folder / "records.sqlite3", run_id=uuid.uuid4().hex, utc_now=_utc_now
        )
        self._verifier = Verifier(
            self._endpoint, encode_probe, self._records, time.monotonic, _utc_now
        )

    def warm(self) -> None:
        """Opens the connection ahead of the press, as the io thread does after each check."""
        self._endpoint.warm()

    def from_jpeg(self, jpeg: bytes) -> None:
        exchange = self._endpoint.ask(Probe(jpeg, 1280, 720), threshold=POLICY.threshold)
        decision = decide(exchange, POLICY, seen_request_ids=frozenset())
        assert decision.verdict is Verdict.LIVE, decision

    def from_frame(self, pixels: Pixels) -> None:
        job = Job(uuid.uuid4().hex, Subject("B-1"), 0, POLICY)
        outcome = self._verifier.verify(job, Frame(pixels, time.monotonic(), 0, "benchmark"))
        assert outcome.decision.verdict is Verdict.LIVE, outcome
        assert outcome.recorded

    def close(self) -> None:
        self._endpoint.close()
        self._records.close()


def _utc_now() -> datetime:
    return datetime.now(UTC)


def in_turns(
    ours: Callable[[], None],
    theirs: Callable[[], None],
    *,
    pairs: int,
    between: Callable[[], None],
) -> dict[str, float]:
    """Times both in turns and returns medians in milliseconds and the ratios' quartiles."""
    mine, other = [], []
    for _ in range(pairs + 2):
        between()
        mine.append(_ms(ours))
        between()
        other.append(_ms(theirs))
    mine, other = mine[2:], other[2:]
    ratios = sorted(a / b for a, b in zip(mine, other, strict=True))
    return {
        "ours_ms": round(statistics.median(mine), 2),
        "sample_ms": round(statistics.median(other), 2),
        "ratio": round(statistics.median(ratios), 3),
        "ratio_q1": round(ratios[len(ratios) // 4], 3),
        "ratio_q3": round(ratios[len(ratios) * 3 // 4], 3),
    }


def _ms(work: Callable[[], None]) -> float:
    started_s = time.perf_counter()
    work()
    return (time.perf_counter() - started_s) * 1000


def measure(base_url: str, ca_file: Path | None, pairs: int) -> dict[str, float]:
    """Measures one way of asking: with a CA file from the frame on, without from the JPEG on."""
    pixels = scene(1280, 720)
    verify: str | bool = str(ca_file) if ca_file else True
    with tempfile.TemporaryDirectory() as folder:
        ours = OurWay(base_url, Path(folder), ca_file)

        def between() -> None:
            ours.warm()
            time.sleep(REST_S)

        try:
            if ca_file is not None:
                return in_turns(
                    lambda: ours.from_frame(pixels.copy()),
                    lambda: sample_from_frame(base_url, pixels, verify),
                    pairs=pairs,
                    between=between,
                )
            jpeg = cv2.imencode(".jpg", pixels)[1].tobytes()
            return in_turns(
                lambda: ours.from_jpeg(jpeg),
                lambda: sample(base_url, jpeg, verify),
                pairs=pairs,
                # The server's thread of the sample's connection is still ending otherwise.
                between=lambda: time.sleep(0.02),
            )
        finally:
            ours.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the client against the vendor's sample.")
    parser.add_argument("what", choices=["loopback", "tls", "inside"])
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--rtt-ms", type=float, default=50)
    parser.add_argument("--base-url")
    parser.add_argument("--ca-file", type=Path)
    options = parser.parse_args()
    if options.what == "inside":
        print(json.dumps(measure(options.base_url, options.ca_file, options.pairs)))
        return
    with tempfile.TemporaryDirectory() as folder:
        if options.what == "loopback":
            result = _with_server([], "127.0.0.1", Path(folder), options.pairs, namespaces=False)
        else:
            with DelayedLink(options.rtt_ms):
                result = _with_server(
                    ["--tls"], SERVER_IP, Path(folder), options.pairs, namespaces=True
                )
            result["rtt_ms"] = options.rtt_ms
    for name, value in result.items():
        print(f"{name:>10}  {value}")
    print(json.dumps({"benchmark": f"client-{options.what}", **result}))


def _with_server(
    words: list[str], host: str, folder: Path, pairs: int, *, namespaces: bool
) -> dict[str, float]:
    """Starts the answering server, and the measurement as another process."""
    ca_file = folder / "ca.pem"
    server_command = [
        *(sys.executable, "-m", "benchmarks.instant_server", "--host", host),
        *("--ca-file", str(ca_file), *words),
    ]
    client_command = [sys.executable, "-m", "benchmarks.client", "inside", "--pairs", str(pairs)]
    if namespaces:
        server_command = in_namespace(SERVER_NS, server_command)
    with subprocess.Popen(server_command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        client_command += ["--base-url", server.stdout.readline().strip()]
        if words:
            client_command += ["--ca-file", str(ca_file)]
        if namespaces:
            client_command = in_namespace(CLIENT_NS, client_command)
        try:
            ended = subprocess.run(client_command, stdout=subprocess.PIPE, text=True, check=True)
        finally:
            server.terminate()
    result: dict[str, float] = json.loads(ended.stdout)
    return result


if __name__ == "__main__":
    main()
