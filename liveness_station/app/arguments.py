"""The command line: what can be said, and how it is explained."""

import argparse
from pathlib import Path

from liveness_station import __version__
from liveness_station.app.camera_arguments import add_cameras
from liveness_station.app.endpoint_arguments import add_endpoint_options
from liveness_station.app.evaluate_arguments import add_evaluate
from liveness_station.app.history_arguments import add_history
from liveness_station.app.ledger_arguments import add_ledger
from liveness_station.app.parsing import Parser
from liveness_station.app.people_arguments import add_people
from liveness_station.app.retention_arguments import add_retention
from liveness_station.app.settings_arguments import add_settings
from liveness_station.app.simulate_arguments import add_simulate

_DESCRIPTION = """\
Checks at a desk or from afar that the person in front of the camera is alive and present,
and not a photograph, a screen, a mask or an injected video.

Without a command the operator's window opens; where there is no display, a demonstration
plays the same job and leaves a picture of the window."""

_EPILOG = """\
examples:
  liveness-station                          open the window with the first camera
  liveness-station --source 1               ... with the second one
  liveness-station --source rtsp://host/1   ... with a network camera
  liveness-station check photo.jpg --json   judge a picture, one JSON line, exit code by verdict
  liveness-station evaluate pictures/       measure error rates on live/ and spoof/SPECIES/
  liveness-station serve --port 8443 --host 10.0.0.5 --tls-cert c.pem --tls-key k.pem \\
      --credentials-file callers.json       serve the contract to other stations"""


_MAX_THREADS = 64


def parse(argv: list[str] | None) -> argparse.Namespace:
    """Parses the command line; ends the program itself after --help, --version or a mistake."""
    parser = Parser(
        prog="liveness-station",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"liveness-station {__version__}")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="keep records, settings and logs in DIR"
    )
    _add_window_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_check(commands)
    add_evaluate(commands)
    _add_serve(commands)
    commands.add_parser("decoder")  # the service's own child, for nobody to type
    _add_credentials(commands)
    add_cameras(commands)
    commands.add_parser("doctor", help="look at everything the station needs").add_argument(
        "--json", action="store_true", help="one JSON object a line"
    )
    add_history(commands)
    add_ledger(commands)
    add_people(commands)
    add_retention(commands)
    add_settings(commands)
    _add_demo(commands)
    add_simulate(commands)
    return parser.parse_args(argv)


def _threads(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MAX_THREADS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {_MAX_THREADS}")
    return int(text)


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--source",
        metavar="SOURCE",
        help="camera by number or name, video or picture file, http(s) MJPEG or rtsp(s) address, "
        "or demo",
    )
    parser.add_argument("--language", choices=["zh_CN", "en"], help="language of the window")
    parser.add_argument("--theme", choices=["light", "dark"], help="colours of the window")


def _add_check(commands: "argparse._SubParsersAction[Parser]") -> None:
    check = commands.add_parser(
        "check",
        help="judge picture files or addresses",
        description="Judges pictures one by one and records each. Exit code: 0 all LIVE, 1 any "
        "SPOOF, 2 any RETRY, 3 any ERROR, 4 any LIVE that the simulator said (a drill, and no "
        "proof of anybody); the highest wins. 64: a mistake on the command line.",
    )
    check.add_argument(
        "sources", nargs="+", metavar="FILE|DIR|URL", help="picture, folder of pictures, address"
    )
    check.add_argument("--json", action="store_true", help="one JSON object a line")
    add_endpoint_options(check)
    check.add_argument(
        "--subject", default="file check", metavar="REF", help="reference for the record"
    )


def _add_serve(commands: "argparse._SubParsersAction[Parser]") -> None:
    serve = commands.add_parser(
        "serve",
        help="serve face_liveness/v1 with the on-device models",
        description="Serves the contract. Prints one JSON line with its address when it is ready.",
    )
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, default=0, help="port, 0 for any free one (0)")
    serve.add_argument(
        "--credentials-file",
        type=Path,
        metavar="FILE",
        help='JSON only its owner can read: {"appcodes": ["..."], "apps": {"key": "secret"}}; '
        "default: the keyring",
    )
    serve.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME[:PORT]",
        help="Host header to answer to, beside the loopback names; may be given again",
    )
    serve.add_argument("--tls-cert", type=Path, metavar="PEM", help="certificate chain")
    serve.add_argument("--tls-key", type=Path, metavar="PEM", help="its key")
    serve.add_argument(
        "--behind-proxy",
        action="store_true",
        help="allow plain http beyond this computer, for a proxy that adds TLS",
    )
    _add_image_url_options(serve)
    serve.add_argument(
        "--threads",
        type=_threads,
        metavar="N",
        default=1,
        help="threads for one picture (1)",
    )
    serve.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)


def _add_image_url_options(serve: argparse.ArgumentParser) -> None:
    serve.add_argument(
        "--image-url-allow",
        action="append",
        default=[],
        metavar="HOST[:PORT]",
        help="host that image_url may name though it is not public; may be given again",
    )
    serve.add_argument(
        "--image-url-ca-file", type=Path, metavar="PEM", help="authorities for such hosts"
    )


def _add_credentials(commands: "argparse._SubParsersAction[Parser]") -> None:
    credentials = commands.add_parser(
        "credentials",
        help="set, test or remove credentials in the keyring",
        description="Secrets are asked for, or read from standard input; never arguments.",
    )
    credentials.add_argument("action", choices=["set", "test", "remove"])
    credentials.add_argument(
        "--for",
        dest="target",
        choices=["cloud", "service"],
        default="cloud",
        help="the cloud's (default), or those that `serve` checks its callers with",
    )
    credentials.add_argument(
        "--signature", action="store_true", help="set an AppKey and AppSecret, not an AppCode"
    )
    credentials.add_argument("--base-url", metavar="URL", help="test against this address")
    credentials.add_argument("--ca-file", type=Path, metavar="PEM", help="authorities to trust")


def _add_demo(commands: "argparse._SubParsersAction[Parser]") -> None:
    demo = commands.add_parser(
        "demo", help="play the main job once on the demonstration source, without a screen"
    )
    demo.add_argument("--picture", type=Path, metavar="PNG", help="where to write the window")
