"""Texts that read differently by how many there are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

NUMBER: Final = "%n"
"""Stands for the number, as translators know it from Qt Linguist."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A text with a number in it.

    Attributes:
        one: English, for one.
        many: English, for every other number.
        form: the text for a number in another language, which has rules of its own; None: English.
    """

    one: str
    many: str
    form: Callable[[int], str] | None = None

    def say(self, count: int, **values: object) -> str:
        """Returns the text for a number, written as 1,000, with its other values filled in."""
        form = self.form or self._english
        return form(count).replace(NUMBER, f"{count:,}").format(**values)

    def _english(self, count: int) -> str:
        return self.one if count == 1 else self.many
