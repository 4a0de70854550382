"""A server that answers every picture at once: what is measured against it is the client alone.

It reads and hashes as the bytes come and says no more than it must. Its threads wait for
connections from the start, so that a client that connects anew does not pay for a new thread.
"""

import argparse
import itertools
import json
import re
import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path

import trustme

from liveness_station.contract.reply_mac import (
    MAC_HEADER,
    NONCE_HEADER,
    RequestTag,
    reply_mac_of_tag,
)

_NUMBERS = itertools.count()
KEY = bytes(32)
"""The reply key of the benchmark; replies are bound to it where the request asks for that."""

_THREADS = 8
_BUFFER_BYTES = 256 * 1024
_LENGTH = re.compile(rb"(?i)\r\nContent-Length: *([0-9]+)\r\n")
_NONCE = re.compile(rb"(?i)\r\n" + NONCE_HEADER.encode() + rb": *([0-9a-f]{32})\r\n")


class Conversation:
    """One connection, kept until the client leaves: reads pictures, answers LIVE with fresh ids."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = memoryview(bytearray(_BUFFER_BYTES))

    def answer(self) -> bool:
        """Answers one request; returns whether there was one."""
        head = b""
        while b"\r\n\r\n" not in head:
            part = self._connection.recv(_BUFFER_BYTES)
            if not part:
                return False
            head += part
        head, _, body = head.partition(b"\r\n\r\n")
        head += b"\r\n"
        length, nonce = _LENGTH.search(head), _NONCE.search(head)
        assert length is not None
        word = None if nonce is None else nonce[1].decode()
        tag = None if word is None else RequestTag(KEY, nonce=word)
        self._read_body(body, int(length[1]), tag)
        self._connection.sendall(_reply(word, "" if tag is None else tag.finish()))
        return True

    def _read_body(self, begin: bytes, length: int, tag: RequestTag | None) -> None:
        """Reads a body and tags it as it comes, as our service does."""
        if tag is not None:
            tag.update(begin)
        left_bytes = length - len(begin)
        while left_bytes > 0:
            got_bytes = self._connection.recv_into(self._buffer)
            if not got_bytes:
                raise ConnectionAbortedError("the body ended early")
            if tag is not None:
                tag.update(self._buffer[:got_bytes])
            left_bytes -= got_bytes


def _reply(nonce: str | None, request_tag: str) -> bytes:
    reply = {
        "code": 200,
        "msg": "ok",
        "msg_cn": "成功",
        "success": True,
        "request_id": f"bench-{next(_NUMBERS)}",
        "data": {"liveness_score": 0.93, "is_live": True, "risk_reason": ""},
    }
    body = json.dumps(reply).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    if nonce is not None:
        mac = reply_mac_of_tag(
            KEY, nonce=nonce, request_tag=request_tag, http_status=200, reply_body=body
        )
        head += f"{MAC_HEADER}: {mac}\r\n"
    return head.encode() + b"\r\n" + body


def _serve(listener: socket.socket) -> None:
    while True:
        # A client that leaves in the middle of a handshake or a request has its reasons.
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if isinstance(connection, ssl.SSLSocket):
                    connection.do_handshake()
                conversation = Conversation(connection)
                while conversation.answer():
                    pass


def main() -> None:
    parser = argparse.ArgumentParser(description="Answers every picture at once.")
    parser.add_argument("--host", required=True)
    parser.add_argument("--ca-file", type=Path, required=True)
    parser.add_argument("--tls", action="store_true")
    options = parser.parse_args()
    listener = socket.create_server((options.host, 0), backlog=64)
    scheme = "http"
    if options.tls:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(options.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(options.host).configure_cert(context)
        listener = context.wrap_socket(listener, server_side=True, do_handshake_on_connect=False)
        scheme = "https"
    print(f"{scheme}://{options.host}:{listener.getsockname()[1]}", flush=True)
    threads = [threading.Thread(target=_serve, args=(listener,)) for _ in range(_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
