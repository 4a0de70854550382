"""How many pictures a second the service scores, against the bare engine on one thread. Linux.

    python -m benchmarks.throughput [--pairs 5] [--seconds 4] [--clients 3] [--threads 1]

In turns A B A B: (A) one process decodes a 720p JPEG and scores it on one thread, over and over;
(B) `liveness-station serve` is sent the same JPEG as JSON over keep-alive connections of clients in
another process. Both processes are started once, and one works at a time.

On two cores the goal is 85 % of twice the engine's rate. The clients share those cores: they send
bytes made beforehand and read little, and what processor time they take is measured and taken off
the cores (`share`); the share without that (`raw_share`) is printed beside it. `cpu_share` is the
engine's processor time a picture over the service's with all its processes: what `share` comes to
where nothing else runs and no core waits, and all there is to go by where something does.
"""

import argparse
import base64
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import cv2

from benchmarks.engine import MODELS_DIR, scene
from liveness_station.contract.limits import ENDPOINT_PATH
from liveness_station.imaging.decode import decode
from liveness_station.pad.models import load_engine

GOAL = 0.85
MOST_MEMORY_MB = 300
APPCODE = "0123456789abcdef0123456789abcdef"
_TICKS_PER_S = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
Figures = dict[str, float]


def picture() -> bytes:
    """Returns the 720p JPEG of the other benchmarks."""
    return bytes(cv2.imencode(".jpg", scene(1280, 720), (cv2.IMWRITE_JPEG_QUALITY, 92))[1])


def work_as_engine() -> None:
    """Scores for as many seconds as each line of standard input says, and answers with figures."""
    engine, jpeg = load_engine(MODELS_DIR, threads=1), picture()
    for line in sys.stdin:
        count, began_s, began_cpu_s = 0, time.perf_counter(), time.process_time()
        decoding_s = 0.0
        while time.perf_counter() - began_s < float(line):
            before_s = time.process_time()
            pixels = decode(jpeg)
            decoding_s += time.process_time() - before_s
            engine.assess(pixels)
            count += 1
        _answer(count, began_s, began_cpu_s, {"decode_ms": decoding_s / count * 1000})


def work_as_clients(address: str, clients: int) -> None:
    """Asks the service for as many seconds as each line of standard input says."""
    host, port = address.rsplit(":", 1)
    request = _request(f"{host}:{port}", picture())
    with contextlib.ExitStack() as stack:
        connections = [
            stack.enter_context(socket.create_connection((host, int(port)), timeout=10))
            for _ in range(clients)
        ]
        for line in sys.stdin:
            began_s, began_cpu_s = time.perf_counter(), time.process_time()
            counts = [0] * clients

            def ask(number: int, until_s: float, counts: list[int] = counts) -> None:
                while time.perf_counter() < until_s:
                    _ask(connections[number], request)
                    counts[number] += 1

            threads = [
                threading.Thread(target=ask, args=(number, began_s + float(line)))
                for number in range(clients)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            _answer(sum(counts), began_s, began_cpu_s, {})


def _request(host: str, jpeg: bytes) -> bytes:
    body = json.dumps({"image_base64": base64.b64encode(jpeg).decode()}).encode()
    head = (
        f"POST {ENDPOINT_PATH} HTTP/1.1\r\nHost: {host}\r\nAuthorization: APPCODE {APPCODE}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _ask(connection: socket.socket, request: bytes) -> None:
    connection.sendall(request)
    reply = b""
    while b"\r\n\r\n" not in reply:
        reply += connection.recv(65536)
    head, _, body = reply.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)
    if json.loads(body)["code"] != 200:
        raise SystemExit(f"the service answered {body!r}")


def _answer(count: int, began_s: float, began_cpu_s: float, extra: Figures) -> None:
    wall_s = time.perf_counter() - began_s
    cpu_s = time.process_time() - began_cpu_s
    print(json.dumps({"count": count, "wall_s": wall_s, "cpu_s": cpu_s, **extra}), flush=True)


@contextlib.contextmanager
def worker(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """Starts this module as another process that answers lines with lines."""
    command = [sys.executable, "-m", "benchmarks.throughput", *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def turn(process: "subprocess.Popen[str]", seconds: float) -> Figures:
    """Has a worker work for some seconds and returns its figures."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{seconds}\n")
    process.stdin.flush()
    figures: Figures = json.loads(process.stdout.readline())
    return figures


@contextlib.contextmanager
def service(threads: int) -> Iterator[tuple[str, int]]:
    """Starts the service on any free port; yields its address and process id."""
    with tempfile.TemporaryDirectory() as folder:
        credentials = Path(folder) / "callers.json"
        credentials.touch(mode=0o600)
        credentials.write_text(json.dumps({"appcodes": [APPCODE]}), encoding="utf-8")
        command = [sys.executable, "-m", "liveness_station", "--data-dir", folder, "serve"]
        command += ["--threads", str(threads), "--credentials-file", str(credentials)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                greeting: Mapping[str, str] = json.loads(process.stdout.readline())
                yield greeting["address"].removeprefix("http://").rstrip("/"), process.pid
            finally:
                process.terminate()


def family(pid: int) -> list[int]:
    """Returns a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [pid, *map(int, children.split())]


def cpu_s(pids: list[int]) -> float:
    """Returns the processor time that processes have taken, in seconds."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / _TICKS_PER_S


def memory_mb(pid: int, file: str, field: str) -> float:
    """Returns one line of what the system says of a process's memory."""
    for line in Path(f"/proc/{pid}/{file}").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def measure_pair(
    engine: "subprocess.Popen[str]",
    clients: "subprocess.Popen[str]",
    pids: list[int],
    seconds: float,
) -> Figures:
    """Lets the engine work and then the service, and returns what one pair says."""
    alone = turn(engine, seconds)
    before_s = cpu_s(pids)
    asked = turn(clients, seconds)
    service_s = cpu_s(pids) - before_s
    engine_rate = alone["count"] / alone["wall_s"]
    service_rate = asked["count"] / asked["wall_s"]
    client_cores = asked["cpu_s"] / asked["wall_s"]
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 2
    return {
        "engine_per_s": engine_rate,
        "service_per_s": service_rate,
        "raw_share": service_rate / (cores * engine_rate),
        "share": service_rate / ((cores - client_cores) * engine_rate),
        "cpu_share": alone["cpu_s"] / alone["count"] * asked["count"] / service_s,
        "engine_cpu_ms": alone["cpu_s"] / alone["count"] * 1000,
        "engine_decode_ms": alone["decode_ms"],
        "service_cpu_ms": service_s / asked["count"] * 1000,
        "client_cpu_ms": asked["cpu_s"] / asked["count"] * 1000,
        "cores_kept_busy": (service_s + asked["cpu_s"]) / asked["wall_s"],
    }


def measure(pairs: int, seconds: float, clients: int, threads: int) -> Figures:
    """Returns the medians of all pairs, and the memory that the service's processes took."""
    with (
        service(threads) as (address, pid),
        worker("engine") as engine,
        worker("clients", "--address", address, "--clients", str(clients)) as asking,
    ):
        turn(engine, 1)
        turn(asking, 1)
        pids = family(pid)
        rows = [measure_pair(engine, asking, pids, seconds) for _ in range(pairs)]
        memory = {
            "service_peak_mb": memory_mb(pid, "status", "VmHWM"),
            # What both have of the same libraries counts once here.
            "with_decoder_mb": sum(memory_mb(each, "smaps_rollup", "Pss") for each in pids),
        }
    return {name: statistics.median(row[name] for row in rows) for name in rows[0]} | memory


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("role", nargs="?", choices=("engine", "clients"), help=argparse.SUPPRESS)
    parser.add_argument("--address", default="", help=argparse.SUPPRESS)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--clients", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1, help="of one inference of the service")
    arguments = parser.parse_args()
    if arguments.role == "engine":
        work_as_engine()
        return 0
    if arguments.role == "clients":
        work_as_clients(arguments.address, arguments.clients)
        return 0
    figures = measure(arguments.pairs, arguments.seconds, arguments.clients, arguments.threads)
    for name, value in figures.items():
        print(f"{name:18} {value:9.3f}")
    is_kept = figures["share"] >= GOAL and figures["service_peak_mb"] < MOST_MEMORY_MB
    rounded = {name: round(value, 3) for name, value in figures.items()}
    print(json.dumps({"benchmark": "throughput", "goal": GOAL, "kept": is_kept, **rounded}))
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
