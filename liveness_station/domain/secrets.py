"""Secrets in memory, wrapped so that they cannot be printed by accident."""

from typing import Final, final

_BLANK: Final = "<secret>"


@final
class Secret:
    """A secret text whose repr, str and format are blank; `reveal` at the door that needs it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Returns the text itself."""
        return self._text

    def __repr__(self) -> str:
        return _BLANK

    def __format__(self, spec: str) -> str:
        return _BLANK

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a secret is not pickled")
