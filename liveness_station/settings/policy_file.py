"""The policy file: bounds of settings, laid down where whoever works at the desk cannot write.

`{"threshold": {"min": 0.85}, "consent": {"fixed": "ask"}, "second_person": {"at_least": [...]}}`.
It is read strictly: one bound that cannot be understood makes the whole file damaged, and what is
known to be strictest holds then, beside the bounds that could be read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from liveness_station.contract.limits import DEFAULT_THRESHOLD
from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.overrides import SecondPerson
from liveness_station.settings.floor import NEVER_AT_ZERO, NO_FLOOR, Bound, Floor, merged
from liveness_station.settings.keeping import KeepPictures
from liveness_station.settings.troubles import SettingError
from liveness_station.settings.values import (
    LOCAL_REVIEW_LIMIT,
    EndpointChoice,
    Settings,
    parse_setting,
)

VERSION: Final = 1
_MAX_BYTES: Final = 64 * 1024
_BOM: Final = b"\xef\xbb\xbf"
_ENDS: Final = ("min", "max")
_UNBOUNDED: Final = frozenset({"source", "camera"})
"""Which cameras a desk trusts stands in a file of its own."""

STRICTEST: Final = Floor(
    MappingProxyType(
        {
            "endpoint": Bound((EndpointChoice.LOCAL,)),
            "shadow": Bound((False,)),
            "threshold": Bound(least=DEFAULT_THRESHOLD),
            "review_limit": Bound(least=LOCAL_REVIEW_LIMIT),
            "benign_risk_reasons": Bound((frozenset[str](),)),
            "consent": Bound((ConsentRule.ASK,)),
            "attempts_most": Bound(most=3),
            "attempts_minutes": Bound(least=10),
            "second_person": Bound(at_least=frozenset(one.value for one in SecondPerson)),
            "lock_minutes": Bound(most=10),
            # How long what is kept already stays is left alone: a damaged file must erase nothing.
            "keep_pictures": Bound((KeepPictures.NONE,)),
        }
    ),
    is_damaged=True,
)
"""What holds where a policy file cannot be used: nothing leaves, nothing new is kept."""


@dataclass(frozen=True, slots=True)
class LoadedPolicy:
    """What a policy file says.

    Attributes:
        floor: its bounds.
        is_there: False where there is no such file.
        bad_names: the settings whose bounds could not be used; ("",) for the whole file.
    """

    floor: Floor = NO_FLOOR
    is_there: bool = False
    bad_names: tuple[str, ...] = ()


class _BadBoundError(ValueError):
    """A bound cannot be a setting's."""


def load_policy(path: Path, *, must_exist: bool = False) -> LoadedPolicy:
    """Reads a policy file. Never raises: a missing one bounds nothing, a bad one everything.

    `must_exist`: one that is missing is a bad one.
    """
    try:
        with path.open("rb") as file:
            untrusted_body = file.read(_MAX_BYTES + 1)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not must_exist:
            return LoadedPolicy()
        return LoadedPolicy(STRICTEST, is_there=True, bad_names=("",))
    return parse_policy(untrusted_body)


def parse_policy(untrusted_body: bytes) -> LoadedPolicy:
    """Returns what the bytes of a policy file say."""
    try:
        if len(untrusted_body) > _MAX_BYTES:
            raise MalformedJsonError("too long")
        stored = parse_object(untrusted_body.removeprefix(_BOM))
    except MalformedJsonError:
        return LoadedPolicy(STRICTEST, is_there=True, bad_names=("",))
    bounds: dict[str, Bound] = {}
    bad = [] if stored.pop("version", VERSION) == VERSION else ["version"]
    for name, untrusted_bound in stored.items():
        try:
            bounds[name] = _parse_bound(name, untrusted_bound)
        except (_BadBoundError, SettingError, KeyError):
            bad.append(name)
    floor = Floor(MappingProxyType(bounds))
    if bad:
        return LoadedPolicy(merged(floor, STRICTEST), is_there=True, bad_names=tuple(bad))
    return LoadedPolicy(floor, is_there=True)


def _parse_bound(name: str, untrusted_bound: object) -> Bound:
    """Returns the bound of one setting.

    Raises:
        KeyError: there is no such setting.
        SettingError: one of its values cannot be the setting's.
        _BadBoundError: it is no bound, or none that this kind of setting can have.
    """
    default = getattr(Settings(), name, None)
    if name in _UNBOUNDED or not isinstance(untrusted_bound, dict) or not untrusted_bound:
        raise _BadBoundError(name)
    words = untrusted_bound.keys()
    if words == {"fixed"}:
        return Bound((parse_setting(name, untrusted_bound["fixed"]),))
    if words == {"at_least"}:
        held = parse_setting(name, untrusted_bound["at_least"])
        # More harmless reasons are less strict, not more.
        if not isinstance(held, frozenset) or name == "benign_risk_reasons":
            raise _BadBoundError(name)
        return Bound(at_least=held)
    is_number = name == "review_limit" or isinstance(default, int | float)
    if isinstance(default, bool) or not is_number or not words <= {"min", "max"}:
        raise _BadBoundError(name)
    return _parse_range(name, untrusted_bound)


def _parse_range(name: str, untrusted_bound: Mapping[str, object]) -> Bound:
    ends = {word: parse_setting(name, value) for word, value in untrusted_bound.items()}
    if any(isinstance(end, bool) or not isinstance(end, int | float) for end in ends.values()):
        raise _BadBoundError(name)
    least, most = (None if end is None else float(str(end)) for end in map(ends.get, _ENDS))
    if least is not None and most is not None and least > most:
        raise _BadBoundError(name)
    # Where 0 means never it is no end: a longest time of 0 would be one without end.
    if name in NEVER_AT_ZERO and 0 in {least, most}:
        raise _BadBoundError(name)
    return Bound(least=least, most=most)
