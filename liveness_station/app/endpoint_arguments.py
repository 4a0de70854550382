"""The options that say who judges and how strictly, for every command that has files judged."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from liveness_station.app.parsing import Parser
from liveness_station.domain.policies import MIN_REVIEW_LIMIT, MIN_THRESHOLD

if TYPE_CHECKING:
    from liveness_station.settings.values import Settings


def add_endpoint_options(parser: Parser) -> None:
    """Adds --endpoint, --base-url, --ca-file, --threshold and --review-limit."""
    parser.add_argument(
        "--endpoint", choices=["local", "cloud"], help="who judges (default: the settings, local)"
    )
    parser.add_argument(
        "--base-url", metavar="URL", help="address of the cloud; implies --endpoint cloud"
    )
    parser.add_argument("--ca-file", type=Path, metavar="PEM", help="authorities to trust instead")
    parser.add_argument(
        "--threshold", type=_threshold, metavar="T", help="0.5 <= T < 1 (default 0.8)"
    )
    parser.add_argument(
        "--review-limit",
        type=_review_limit,
        metavar="R",
        help="0.2 <= R <= T; a score above R and not above T is for a person to judge "
        "(default: 0.5 for local, none for the cloud)",
    )


def _threshold(text: str) -> float:
    return _within(text, MIN_THRESHOLD, "at least 0.5 and below 1")


def _review_limit(text: str) -> float:
    return _within(text, MIN_REVIEW_LIMIT, "at least 0.2 and below 1")


def _within(text: str, least: float, meaning: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"a number, {meaning}") from error
    if not least <= value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not {meaning}")
    return value


BAD_LIMITS = (
    "the threshold must be at least 0.5 and below 1, "
    "the review limit at least 0.2 and not above the threshold"
)
"""What to say where the two make no valid policy."""


def with_endpoint_options(settings: "Settings", arguments: argparse.Namespace) -> "Settings":
    """Returns the settings with what the command line says on top."""
    from liveness_station.settings.values import EndpointChoice

    if arguments.endpoint is not None:
        settings = replace(settings, endpoint=EndpointChoice(arguments.endpoint))
    if arguments.base_url is not None:
        settings = replace(settings, base_url=arguments.base_url, endpoint=EndpointChoice.CLOUD)
    if arguments.ca_file is not None:
        settings = replace(settings, ca_file=str(arguments.ca_file))
    if arguments.threshold is not None:
        settings = replace(settings, threshold=arguments.threshold)
    if arguments.review_limit is not None:
        settings = replace(settings, review_limit=arguments.review_limit)
    return settings
