"""Faults of the network itself, each in a namespace of its own: no interface, no names, no route.

They need root on Linux and are skipped elsewhere; nothing outside the namespace changes.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOST = "https://liveness.example"

pytestmark = pytest.mark.skipif(
    sys.platform == "win32"
    or not hasattr(os, "geteuid")
    or os.geteuid() != 0
    or shutil.which("unshare") is None
    or shutil.which("ip") is None,
    reason="network namespaces need root on Linux, unshare and ip",
)

# A name server that says nothing, or that knows nothing (NXDOMAIN, RFC 1035, 4.1.1).
NAMESERVER = """
import socket, sys
listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
listener.bind(("127.0.0.53", 53))
print("ready", flush=True)
while True:
    question, asker = listener.recvfrom(512)
    if sys.argv[1] == "nxdomain":
        listener.sendto(question[:2] + bytes([0x81, 0x83]) + question[4:], asker)
"""


def asked_in_a_namespace(
    tmp_path: Path, setup: str, *, url: str = HOST, deadline_s: float = 15.0, count: int = 20
) -> dict[str, object]:
    """Runs the trials in a namespace without a network, after the shell lines of `setup`."""
    resolver = tmp_path / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.53\n")
    wanted = json.dumps({"url": url, "deadline_s": deadline_s, "count": count})
    script = "\n".join(
        [
            "set -e",
            f"mount --bind {resolver} /etc/resolv.conf",
            setup,
            f"'{sys.executable}' -m tests.faults.asker '{wanted}'",
        ]
    )
    done = subprocess.run(
        ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    if "Operation not permitted" in done.stderr:
        pytest.skip("this root may not make namespaces")
    assert done.returncode == 0, done.stderr
    result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return result


def with_nameserver(how: str, place: Path) -> str:
    """Returns the shell lines that start a name server and wait until it listens."""
    (place / "nameserver.py").write_text(NAMESERVER)
    return "\n".join(
        [
            "ip link set lo up",
            f"mkfifo {place}/ready",
            f"'{sys.executable}' -I {place}/nameserver.py {how} > {place}/ready &",
            f"read _ < {place}/ready",
        ]
    )


def test_N1_no_network_is_known_within_three_seconds(tmp_path: Path) -> None:
    seen = asked_in_a_namespace(tmp_path, "true")
    assert (seen["verdicts"], seen["reasons"]) == (["ERROR"], ["offline"])
    assert float(str(seen["longest_s"])) <= 3.0


def test_N1_no_network_by_an_address(tmp_path: Path) -> None:
    seen = asked_in_a_namespace(tmp_path, "true", url="https://192.0.2.7")
    assert (seen["verdicts"], seen["reasons"]) == (["ERROR"], ["offline"])
    assert float(str(seen["longest_s"])) <= 3.0


def test_N2_an_unknown_name_is_known_within_three_seconds(tmp_path: Path) -> None:
    seen = asked_in_a_namespace(tmp_path, with_nameserver("nxdomain", tmp_path))
    assert (seen["verdicts"], seen["reasons"]) == (["ERROR"], ["offline"])
    assert seen["details"] == ["dns"]
    assert float(str(seen["longest_s"])) <= 3.0


def test_N3_a_name_server_that_is_silent_ends_at_the_deadline(
    tmp_path: Path, deadline_s: float
) -> None:
    setup = with_nameserver("silent", tmp_path)
    # The resolver gives up by itself after ten seconds, unless it is told to wait longer.
    setup += f"\necho 'options timeout:30' >> {tmp_path}/resolv.conf"
    seen = asked_in_a_namespace(tmp_path, setup, deadline_s=deadline_s)
    assert (seen["verdicts"], seen["reasons"]) == (["ERROR"], ["late"])
    slack_s = 0.5 if deadline_s > 1 else 2.5
    assert deadline_s <= float(str(seen["longest_s"])) <= deadline_s + slack_s


def test_N4_an_address_that_swallows_everything(tmp_path: Path) -> None:
    # A tunnel that leads to no program.
    setup = "ip tuntap add dev t0 mode tun; ip addr add 192.0.2.1/24 dev t0; ip link set t0 up"
    seen = asked_in_a_namespace(tmp_path, setup, url="https://192.0.2.7")
    assert (seen["verdicts"], seen["reasons"]) == (["ERROR"], ["offline"])
    assert seen["details"] == ["connect_timeout"]
    assert float(str(seen["longest_s"])) <= 5.0


def test_N4_an_address_without_a_route(tmp_path: Path) -> None:
    setup = "ip link set lo up; ip route add unreachable 192.0.2.0/24"
    seen = asked_in_a_namespace(tmp_path, setup, url="https://192.0.2.7")
    assert (seen["verdicts"], seen["reasons"]) == (["ERROR"], ["offline"])
    assert float(str(seen["longest_s"])) <= 3.0


ROAMING = """
import socket, subprocess, sys, threading
listener = socket.create_server(("127.0.0.1", 8080))
heard = []
def answer():
    while True:
        connection, _ = listener.accept()
        request = b""
        while b'"thresh"' not in request:
            request += connection.recv(65536)
        heard.append(connection)
        # The machine's address goes while the answer is awaited, and another one comes.
        subprocess.run(["ip", "addr", "del", "127.0.0.1/8", "dev", "lo"], check=True)
        subprocess.run(["ip", "addr", "add", "127.0.0.2/8", "dev", "lo"], check=True)
threading.Thread(target=answer, daemon=True).start()
from tests.faults.asker import ask
import json
seen = ask({"url": "http://127.0.0.1:8080", "deadline_s": float(sys.argv[1]), "count": 1})
print(json.dumps(seen | {"heard": len(heard)}))
"""


def test_N19_an_address_that_changes_in_flight(tmp_path: Path, *, is_full: bool) -> None:
    program = tmp_path / "roaming.py"
    program.write_text(ROAMING)
    script = f"ip link set lo up; exec '{sys.executable}' {program} {15 if is_full else 1}"
    done = subprocess.run(
        ["unshare", "--net", "sh", "-c", script],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "Operation not permitted" in done.stderr:
        pytest.skip("this root may not make namespaces")
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    # Silence: what was sent may have been judged, so it is for the operator to press again.
    expected = (["RETRY"], ["network"]) if is_full else (["ERROR"], ["late"])
    assert (seen["verdicts"], seen["reasons"]) == expected
    assert seen["heard"] == 1
    assert seen["longest_s"] <= 15.5


def test_N18_a_line_that_loses_every_fifth_packet(tmp_path: Path, *, is_full: bool) -> None:
    command = [sys.executable, "-m", "tests.faults.lossy_line", str(tmp_path)]
    done = subprocess.run(
        ["unshare", "--net", *command, "15" if is_full else "6"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "Operation not permitted" in done.stderr or "/dev/net/tun" in done.stderr:
        pytest.skip("this root may not make namespaces or tunnels")
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])["seen"]
    # What got through is a true verdict; the rest ends in time, and never in one.
    assert set(seen) <= {
        "LIVE above_threshold",
        "ERROR late",
        "ERROR offline",
        "RETRY network",
    }
    assert seen["LIVE above_threshold"] >= 5
