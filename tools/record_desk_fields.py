"""The fields and kinds of entries about the day at a desk. Only data."""

from typing import Final

from liveness_station.domain.consents import ConsentRoute
from liveness_station.domain.desk_events import PeopleStep, ShadowTrouble, ShiftStep
from liveness_station.domain.people import Role
from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.bodies import Kind
from tools.record_schemas import COUNT, DIGEST, FLAG, NUMBER, TEXT, Schema, maybe, one_of

_CHANGE: Final[Schema] = {
    "type": "object",
    "properties": {"name": TEXT, "before": maybe(TEXT), "after": maybe(TEXT)},
    "required": ["name", "before", "after"],
    "additionalProperties": False,
}

DESK_FIELDS: Final[dict[str, tuple[Schema, str]]] = {
    "route": (one_of(ConsentRoute), "how far a picture may go"),
    "language": (TEXT, "of the text that was shown; empty: none was"),
    "second": (DIGEST, "who confirmed it: likewise; absent: nobody had to"),
    "review": (FLAG, "true: an answer of the review lane; absent: none"),
    "by": (DIGEST, "who allowed or changed it: likewise"),
    "account": (DIGEST, "whose account: likewise"),
    "words": (maybe(DIGEST), "of changed settings that hold free text, as JSON: likewise"),
    "after_job": (maybe(TEXT), "id of the last attempt before, null for none"),
    "role": (one_of(Role), "what that person is there for"),
    "changes": (
        {"type": "array", "items": _CHANGE, "minItems": 1},
        "each setting by its name in the settings; `before` and `after` as JSON, null where free "
        "text stands in `words`",
    ),
    "through": (TEXT, "window, profile or command"),
    "agrees": (FLAG, "both say pass, or neither does"),
}
OWN_FIELDS: Final[dict[tuple[Kind, str], tuple[Schema, str]]] = {
    (Kind.SHIFT, "step"): (one_of(ShiftStep), "what happened"),
    (Kind.PEOPLE, "step"): (one_of(PeopleStep), "what happened"),
    (Kind.NOTE, "note"): (DIGEST, "what was written: likewise"),
    (Kind.OTHER, "note"): (maybe(DIGEST), "free words: likewise"),
    (Kind.SHIFT, "note"): (maybe(DIGEST), "what is handed over: likewise"),
    (Kind.ALLOW, "attempts"): (COUNT, "how many more"),
    (Kind.SHADOW, "verdict"): (one_of(Verdict), "what the other engine's answer amounts to"),
    (Kind.SHADOW, "score"): (maybe(NUMBER), "of that answer"),
    (Kind.SHADOW, "trouble"): (
        one_of(trouble for trouble in ShadowTrouble if trouble.value),
        "why there is no second opinion; absent: there is one",
    ),
}
"""What a field means in one kind alone."""
DESK_KINDS: Final[dict[Kind, tuple[str, str]]] = {
    Kind.NOTE: ("An operator wrote something down about an attempt.", "job operator note review?"),
    Kind.OTHER: (
        "A subject goes another way than before the camera: an outcome of its own.",
        "subject reason after_job generation operator note mode?",
    ),
    Kind.ALLOW: (
        "A supervisor allows a subject more attempts than the settings do.",
        "subject attempts generation by mode?",
    ),
    Kind.SHIFT: (
        "An operator's shift began or ended, or the desk was locked or unlocked; `refused`: a "
        "sign-in failed.",
        "step operator role note",
    ),
    Kind.PEOPLE: ("An account of the station changed.", "step account role by"),
    Kind.SETTING: ("Settings were changed.", "changes words by through"),
    Kind.SHADOW: (
        "What another engine made of a frame of the attempt, whose verdict it never changes.",
        "job endpoint engine verdict? reason? score left_to agrees trouble?",
    ),
}
