"""A network link with a delay under TCP: two namespaces, each with a TUN device, and a forwarder.

Handshakes and slow start feel the delay, which a proxy above TCP would hide. Linux, root.
"""

import fcntl
import heapq
import os
import select
import struct
import subprocess
import threading
import time
from types import TracebackType
from typing import Self

_TUNSETIFF = 0x400454CA
_IFF_TUN_NO_PI = 0x1001
CLIENT_NS, SERVER_NS = "station-client", "station-server"
CLIENT_IP, SERVER_IP = "10.77.0.1", "10.77.0.2"
_MTU = 1500


class DelayedLink:
    """Sets the link up on entering and takes it down on leaving; `rtt_ms` both ways together."""

    def __init__(self, rtt_ms: float) -> None:
        self._one_way_s = rtt_ms / 2000
        self._tuns: list[int] = []
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._forward, name="link", daemon=True)

    def __enter__(self) -> Self:
        _remove()
        sides = (
            (CLIENT_NS, "tun-c", CLIENT_IP, SERVER_IP),
            (SERVER_NS, "tun-s", SERVER_IP, CLIENT_IP),
        )
        for namespace, device, own, other in sides:
            _ip("netns", "add", namespace)
            handle = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
            request = struct.pack("16sH14s", device.encode(), _IFF_TUN_NO_PI, b"")
            fcntl.ioctl(handle, _TUNSETIFF, request)
            self._tuns.append(handle)
            _ip("link", "set", device, "netns", namespace)
            _ip("-n", namespace, "link", "set", "lo", "up")
            _ip("-n", namespace, "addr", "add", own, "peer", other, "dev", device)
            _ip("-n", namespace, "link", "set", device, "mtu", str(_MTU), "up")
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._thread.join()
        for handle in self._tuns:
            os.close(handle)
        _remove()

    def _forward(self) -> None:
        """Hands each packet on when its time has come, in the order it came."""
        waiting: list[tuple[float, int, int, bytes]] = []
        count = 0
        while not self._stopping.is_set():
            timeout_s = 0.1
            if waiting:
                timeout_s = max(0.0, min(timeout_s, waiting[0][0] - time.perf_counter()))
            readable, _, _ = select.select(self._tuns, [], [], timeout_s)
            for handle in readable:
                other = self._tuns[1 - self._tuns.index(handle)]
                due_s = time.perf_counter() + self._one_way_s
                heapq.heappush(waiting, (due_s, count, other, os.read(handle, 65536)))
                count += 1
            while waiting and waiting[0][0] <= time.perf_counter():
                _, _, other, packet = heapq.heappop(waiting)
                os.write(other, packet)


def in_namespace(namespace: str, command: list[str]) -> list[str]:
    """Returns a command that runs in one of the two namespaces."""
    return ["ip", "netns", "exec", namespace, *command]


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


def _remove() -> None:
    for namespace in (CLIENT_NS, SERVER_NS):
        subprocess.run(["ip", "netns", "del", namespace], check=False, capture_output=True)
