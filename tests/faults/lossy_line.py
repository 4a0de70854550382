"""Checks over a line that loses one packet in five, in a namespace of its own (root, Linux).

A tunnel device sends every packet back with source and destination exchanged: what goes to the far
address arrives at a server of this machine, through TCP as it is. Sums of headers stay right,
because they do not mind the order of the two addresses.

Run as `python -m tests.faults.lossy_line FOLDER DEADLINE_S`; prints one JSON object.
"""

import fcntl
import json
import os
import random
import struct
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

from tests.api.asking import Authority
from tests.api.raw_server import RawServer, Visit, reply
from tests.faults.desk import live_body, trials

NEAR, FAR = "10.9.0.1", "10.9.0.2"
LOSS = 0.2
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000


def open_tunnel() -> int:
    """Makes the device and the route; returns its file."""
    tunnel = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tunnel, _TUNSETIFF, struct.pack("16sH", b"t0", _IFF_TUN | _IFF_NO_PI))
    for words in (f"addr add {NEAR}/24 dev t0", "link set t0 up", "link set lo up"):
        subprocess.run(["ip", *words.split()], check=True)
    return tunnel


def reflect(tunnel: int) -> None:
    """Sends four packets of five back, addresses exchanged."""
    dice = random.Random(7)
    while True:
        packet = os.read(tunnel, 2048)
        if packet[0] >> 4 == 4 and dice.random() >= LOSS:
            os.write(tunnel, packet[:12] + packet[16:20] + packet[12:16] + packet[20:])


def live(visit: Visit) -> None:
    """Answers every request with a LIVE reply of its own."""
    while visit.read_request():
        visit.say(reply(live_body()))


def main() -> None:
    """Makes twenty checks and prints what became of them."""
    authority = Authority(Path(sys.argv[1]))
    authority.ca.issue_cert(FAR).configure_cert(authority.context)
    tunnel = open_tunnel()
    threading.Thread(target=reflect, args=(tunnel,), daemon=True).start()
    server = RawServer(live, authority.context, host=NEAR)
    done = trials(
        f"https://{FAR}:{server.port}", ca_file=authority.file, deadline_s=float(sys.argv[2])
    )
    seen = Counter(f"{trial.verdict.value} {trial.reason.value}" for trial in done)
    longest_s = max(trial.took_s for trial in done)
    sys.stdout.write(json.dumps({"seen": seen, "longest_s": longest_s}) + "\n")
    sys.stdout.flush()
    os._exit(0)  # the line's threads wait for packets that never come


if __name__ == "__main__":
    main()
