"""Command line: `python -m tools.vendor_samples --pages DIR --base-url URL ...`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.vendor_samples.pages import Credentials, PagesError, read_samples
from tools.vendor_samples.runner import Result, run_sample


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the ten programs, prints a table, and returns 1 if one of them failed."""
    options = _parser().parse_args(arguments)
    credentials = Credentials(options.appcode, options.app_key, options.app_secret)
    try:
        samples = read_samples(options.pages)
        results = [
            run_sample(
                sample,
                base_url=options.base_url.rstrip("/"),
                credentials=credentials,
                image=options.image,
                dotnet=options.dotnet,
            )
            for sample in samples
        ]
    except PagesError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{'sample':<12}{'authentication':<16}{'exit':>6}{'code':>6}  note")
    for result in results:
        print(_row(result))
    return 0 if all(result.is_good or result.is_skipped for result in results) else 1


def _row(result: Result) -> str:
    code = "-" if result.exit_code is None else str(result.exit_code)
    reply = "-" if result.reply_code is None else str(result.reply_code)
    note = ("not run: " if result.is_skipped else "") + " ".join(result.note.split())
    columns = f"{result.sample.language:<12}{result.sample.scheme:<16}{code:>6}{reply:>6}"
    return f"{columns}  {note}".rstrip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.vendor_samples", description=__doc__)
    parser.add_argument("--pages", type=Path, required=True, help="folder with the pages' texts")
    parser.add_argument("--base-url", required=True, help="such as http://127.0.0.1:8080")
    parser.add_argument("--appcode", required=True, help="of the server under test")
    parser.add_argument("--app-key", required=True, help="of the server under test")
    parser.add_argument("--app-secret", required=True, help="of the server under test")
    parser.add_argument("--image", type=Path, required=True, help="a JPEG file")
    parser.add_argument("--dotnet", type=Path, help="folder of a .NET SDK, if none is on the path")
    return parser


if __name__ == "__main__":
    sys.exit(main())
