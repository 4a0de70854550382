"""A server that answers every picture at once: what is measured against it is the client alone."""

import argparse
import itertools
import json
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme

from liveness_station.contract.reply_mac import MAC_HEADER, NONCE_HEADER, reply_mac

_NUMBERS = itertools.count()
KEY = bytes(32)
"""The reply key of the benchmark; replies are bound to it where the request asks for that."""


class Handler(BaseHTTPRequestHandler):
    """Reads the body and answers LIVE with a fresh request id; connections are kept."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 16 * 1024

    def do_POST(self) -> None:
        request_body = self.rfile.read(int(self.headers["Content-Length"]))
        reply = {
            "code": 200,
            "msg": "ok",
            "msg_cn": "成功",
            "success": True,
            "request_id": f"bench-{next(_NUMBERS)}",
            "data": {"liveness_score": 0.93, "is_live": True, "risk_reason": ""},
        }
        body = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        nonce = self.headers.get(NONCE_HEADER)
        if nonce is not None:
            mac = reply_mac(
                KEY, nonce=nonce, request_body=request_body, http_status=200, reply_body=body
            )
            self.send_header(MAC_HEADER, mac)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's own name
        """Says nothing."""


class Server(ThreadingHTTPServer):
    """Each connection has its own thread, so that a kept one holds up no other."""

    daemon_threads = True
    request_queue_size = 64


def main() -> None:
    parser = argparse.ArgumentParser(description="Answers every picture at once.")
    parser.add_argument("--host", required=True)
    parser.add_argument("--ca-file", type=Path, required=True)
    parser.add_argument("--tls", action="store_true")
    options = parser.parse_args()
    server = Server((options.host, 0), Handler)
    scheme = "http"
    if options.tls:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(options.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(options.host).configure_cert(context)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        scheme = "https"
    print(f"{scheme}://{options.host}:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
