"""By what a camera is known again: maker, model, socket and name, never a number of a list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

_TEXT: Final = re.compile(
    r"\A(?:([0-9a-f]{4}):([0-9a-f]{4}))?\|([^|]{0,400})\|(.{1,80})\Z", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Identity:
    """One camera in one socket.

    Cameras bear serial numbers too seldom to go by them: two of one model are told apart by where
    they are plugged in, and one that was plugged in elsewhere is not known again by itself.

    Attributes:
        name: what it calls itself.
        port: where it is plugged in, None where unknown.
        vendor_id: USB vendor, None without one.
        product_id: USB product, likewise.
    """

    name: str
    port: str | None = None
    vendor_id: int | None = None
    product_id: int | None = None

    @property
    def text(self) -> str:
        """The same as one line, for settings: `046d:0825|port|name`."""
        has_ids = self.vendor_id is not None and self.product_id is not None
        ids = f"{self.vendor_id:04x}:{self.product_id:04x}" if has_ids else ""
        return f"{ids}|{self.port or ''}|{self.name}"


class Identified(Protocol):
    """Whatever an identity belongs to."""

    @property
    def identity(self) -> Identity:
        """Its identity."""


T = TypeVar("T", bound=Identified)


def parse_identity(untrusted_text: str) -> Identity | None:
    """Returns the identity that a line of settings holds; None where it is none."""
    found = _TEXT.match(untrusted_text)
    if found is None:
        return None
    vendor, product, port, name = found.groups()
    return Identity(
        name,
        port or None,
        None if vendor is None else int(vendor, 16),
        None if product is None else int(product, 16),
    )


def recognise(identity: Identity, listed: Iterable[T]) -> T | None:
    """Returns the one that an identity means; None where it is not there or cannot be told."""
    same = [candidate for candidate in listed if candidate.identity == identity]
    return same[0] if len(same) == 1 else None


def find_alike(identity: Identity, listed: Iterable[T]) -> T | None:
    """Returns the only one of the same make and name in another socket, or None."""
    alike = [candidate for candidate in listed if _is_alike(candidate.identity, identity)]
    return alike[0] if len(alike) == 1 else None


def _is_alike(one: Identity, other: Identity) -> bool:
    return (one.name, one.vendor_id, one.product_id) == (
        other.name,
        other.vendor_id,
        other.product_id,
    )
