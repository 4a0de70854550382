"""Cameras as the picker lists them. No Qt here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceListing:
    """One camera as the picker shows it.

    Attributes:
        key: by which the program finds it again.
        label: what the operator reads.
        is_default: True for the camera to start with.
    """

    key: str
    label: str
    is_default: bool = False
