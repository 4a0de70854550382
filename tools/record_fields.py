"""Each field of each entry's body: its schema and what it means. Only data."""

from typing import Final

from liveness_station.domain.consents import ConsentAnswer, ConsentRoute
from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.gates import Gate
from liveness_station.domain.guiding import Method
from liveness_station.domain.injection import CameraPolicy, SourceVerdict
from liveness_station.domain.overrides import OverrideDecision, OverrideReason
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.ledger.reports import Fault, Result
from liveness_station.storage.bodies import BODY_VERSION, Kind, Mode
from liveness_station.storage.door import Trouble
from tools.record_desk_fields import DESK_FIELDS, DESK_KINDS
from tools.record_schemas import (
    COUNT,
    DIGEST,
    FLAG,
    MS,
    NUMBER,
    TEXT,
    TEXTS,
    UTC,
    WHOLE,
    Schema,
    maybe,
    one_of,
)

FRAME: Final[dict[str, tuple[Schema, str]]] = {
    "commitment": (
        maybe(DIGEST),
        "HMAC-SHA256 over the bytes that were sent, under `picture_key`; whoever has the picture "
        "and the key can show that this one was judged. null for an address",
    ),
    "bytes": (maybe(COUNT), "how many bytes the picture has"),
    "width_px": (maybe(COUNT), "its width as it was sent"),
    "height_px": (maybe(COUNT), "its height as it was sent"),
    "answered": (FLAG, "false: nothing came back, and nobody knows whether it arrived"),
    "http_status": (maybe(COUNT), "of the answer"),
    "score": (maybe(NUMBER), "the score digit by digit as it stands in the answer"),
    "request_id": (maybe(TEXT), "the server's id of the answer"),
    "server_date": (maybe(TEXT), "the answer's `Date` header: the server's clock"),
    "reply_sha256": (maybe(DIGEST), "of the answer's body, to compare with the server's logs"),
    "encode_ms": (maybe(MS), "making the picture that is sent"),
    "ask_ms": (maybe(MS), "from handing it over to its answer, a repetition included"),
    "connect_ms": (maybe(MS), "of the last try: until there was a connection"),
    "send_ms": (maybe(MS), "of the last try: until all of it was on its way"),
    "wait_ms": (maybe(MS), "of the last try: until the answer was there"),
    "decide_ms": (maybe(MS), "reading and judging the answer"),
}
FRAME_SCHEMA: Final[Schema] = {
    "type": "object",
    "properties": {name: schema for name, (schema, _) in FRAME.items()},
    "required": list(FRAME),
    "additionalProperties": False,
}

PROVENANCE_SCHEMA: Final[Schema] = {
    "type": "object",
    "properties": {
        "verdict": one_of(SourceVerdict),
        "policy": one_of(CameraPolicy),
        "device": TEXT,
        "signals": TEXTS,
    },
    "required": ["verdict", "policy", "device", "signals"],
    "additionalProperties": False,
}

FIELDS: Final[dict[str, tuple[Schema, str]]] = {
    "v": ({"const": BODY_VERSION}, "version of the body"),
    "app": (TEXT, "version of the program"),
    "run": (TEXT, "id of the run of the program; its BOOT entry says on what it ran"),
    "boot": (TEXT, "id of the machine's start, `unknown` where the system has none"),
    "monotonic_ns": (WHOLE, "the clock that nobody can set; comparable within a run"),
    "utc_offset_min": (WHOLE, "minutes by which local time was ahead of UTC"),
    "job": (TEXT, "id of the attempt"),
    "mode": (one_of(Mode), "only NORMAL counts; TRAINING is a drill, SETUP the desk itself"),
    "method": (one_of(Method), "how the capture was taken; absent: a still"),
    "insisted": (
        {"type": "array", "items": one_of(Gate), "minItems": 1},
        "what the picture was held back for until the operator insisted; absent: nothing",
    ),
    "gates": ({"const": "off"}, "no gate could look at the picture, and should; absent: they did"),
    "subject": (DIGEST, "who: SHA-256 of salt and reference, both erasable"),
    "operator": (DIGEST, "who checked: likewise; the account's name where nobody signed in"),
    "source": (maybe(DIGEST), "which camera or file: likewise; null once it is erased"),
    "picture_key": (DIGEST, "the key of the commitments: likewise"),
    "generation": (COUNT, "counts changes of subject within a run"),
    "threshold": (NUMBER, "what was sent: a score strictly greater is live"),
    "review_limit": (NUMBER, "below the threshold and above this a person is to judge"),
    "benign_risk_reasons": (TEXTS, "risk reasons that an administrator holds for harmless"),
    "policy": (maybe(DIGEST), "digest of the rules in force, see POLICY; null where unrecorded"),
    "consent": (one_of(ConsentAnswer), "what the subject said before"),
    "consent_id": (maybe(TEXT), "id of the CONSENT entry's question"),
    "consent_text": (maybe(TEXT), "version of the text that was shown"),
    "consent_route": (one_of(ConsentRoute), "how far a picture may go; absent: nobody was asked"),
    "follows": (TEXT, "the attempt of the same subject that this one repeats; absent: the first"),
    "source_kind": (one_of(SourceKind), "what the picture was taken from"),
    "source_width_px": (maybe(COUNT), "width of the captured picture"),
    "source_height_px": (maybe(COUNT), "its height"),
    "provenance": (
        PROVENANCE_SCHEMA,
        "the evidence on where the source gets its pictures, as in `signals`, and what policy made "
        "of it; `device`: what the system takes it for; absent: nobody looked",
    ),
    "endpoint": (TEXT, "`local` for the station's own service, else the host"),
    "left_to": (maybe(TEXT), "the host a picture leaves this computer for; null: it does not"),
    "via": (maybe(TEXT), "the proxy on the way"),
    "left": ({"enum": ["no", "maybe", "yes"]}, "maybe: handed over, and nothing came back"),
    "sent": ({"enum": ["nothing", "picture", "address", "unknown"]}, "what was handed over"),
    "frames": ({"type": "array", "items": FRAME_SCHEMA}, "each picture that was handed over"),
    "verdict": (one_of(Verdict), "what the station found; only LIVE is a pass"),
    "detail": (TEXT, "by which rule"),
    "score": (maybe(NUMBER), "what the verdict was made by; of a burst the median"),
    "scores": (TEXTS, "the score of each frame of a burst"),
    "signals": (TEXTS, "`code=value/limit`, `!` where it speaks against, `@` the region"),
    "request_id": (maybe(TEXT), "the server's id of the answer that decided"),
    "request_ids": (TEXTS, "of all answers, where there were several"),
    "gateway_request_id": (maybe(TEXT), "the gateway's id"),
    "code": (maybe({"type": "string", "pattern": "^-?[0-9]+$"}), "the contract's code"),
    "http_status": (maybe(COUNT), "the HTTP status"),
    "retry_after_s": (maybe(COUNT), "how long the server asked to wait"),
    "risk_reason": (TEXT, "the server's words"),
    "engine": (TEXT, "engine and model versions with digests of the models"),
    "elapsed_ms": (MS, "from the start of the check to its end"),
    "submit_ms": (maybe(MS), "writing down that the check begins"),
    "finished_utc": (maybe(UTC), "when it ended; the entry is younger by the time of writing it"),
    "has_anomaly": (FLAG, "something in the answer disagrees with what outranks it"),
    "abandoned_run": (TEXT, "the run that died"),
    "last_utc": (UTC, "time of the entry before"),
    "jump_ms": (WHOLE, "by how much the wall clock was set ahead; negative: back"),
    "note": (
        maybe(TEXT),
        "CHECKPOINT: a signed note (C2SP) over all entries before; else of free words: likewise",
    ),
    "public_key": (TEXT, "the key that signs from here on"),
    "endorsement": (TEXT, "the older key's signature over it, in hex"),
    "sqlite": (TEXT, "version of SQLite"),
    "python": (TEXT, "version of Python"),
    "system": (TEXT, "operating system and its release"),
    "machine": (TEXT, "kind of processor"),
    "answer": (one_of(ConsentAnswer), "what was said"),
    "text_version": (TEXT, "which text was shown"),
    **DESK_FIELDS,
    "digest": (DIGEST, "SHA-256 of the canonical JSON of `values`"),
    "before": (maybe(TEXT), "POLICY: digest until now; PURGE: erased is what is older"),
    "values": ({"type": "object"}, "the rules by their names in the settings"),
    "decision": (one_of(OverrideDecision), "what the operator did"),
    "form": (TEXT, "csv, xlsx, pdf or bundle; PICTURE: full or thumbnail"),
    "attempts": (COUNT, "how many"),
    "first_sequence": (maybe(COUNT), "number of the first entry concerned"),
    "last_sequence": (maybe(COUNT), "number of the last"),
    "file": (TEXT, "the name that the damaged file was given"),
    "sha256": (DIGEST, "of the file that was written; EPOCH: of the damaged file"),
    "wal_sha256": (maybe(DIGEST), "of its log, where there was one beside it"),
    "old_station": (maybe(TEXT), "id of its station, null where it could not be read"),
    "old_seq": (maybe(WHOLE), "number of its newest entry"),
    "old_head": (maybe(TEXT), "hash of that"),
    "filters": (TEXTS, "what was filtered by, without the values"),
    "has_names": (FLAG, "references are in it"),
    "has_pictures": (FLAG, "pictures are in it"),
    "class": (TEXT, "what was erased: pictures, or all about a person"),
    "cause": (TEXT, "retention, or on request"),
    "keys": (COUNT, "how many attempts and events"),
    "names": (COUNT, "how many private values"),
    "pictures": ({"anyOf": [COUNT, TEXTS]}, "PURGE: how many; PICTURE: each one's name and digest"),
    "erased": (
        {"type": "array", "items": {"type": "integer", "minimum": 1}},
        "numbers of the entries beside which names or pictures were; entries of before lack it",
    ),
    "request": (DIGEST, "on which request: SHA-256 of salt and mark, both erasable"),
    "keys_sha256": (DIGEST, "binds the receipt's list of keys"),
    "result": (one_of(Result), "what a verification came to: as `ledger verify` says it"),
    "fault": (
        maybe({"enum": [fault.name.lower() for fault in Fault]}),
        "what is wrong with the first bad entry",
    ),
    "bad_seq": (maybe(WHOLE), "its number; null where none is bad"),
    "entries": (TEXTS, "stretches of numbers, such as `12-14`"),
    "why": ({"enum": ["own", "adopted"]}, "own: by the run that made them; adopted: by a person"),
    "action": (TEXT, "place or lift"),
    "hold": (TEXT, "id of the legal hold"),
    "scope": (TEXT, "all, or one subject"),
    "kept": (FLAG, "false: policy wanted it, and `trouble` says why there is none"),
    "trouble": (TEXT, "why"),
    "key": (TEXT, "name of the key that wraps"),
}
REASONS: Final[dict[Kind, Schema]] = {
    Kind.OVERRIDE: one_of(OverrideReason),
    Kind.ABANDONED: {"const": "run_ended"},
    Kind.EPOCH: {"const": Trouble.CORRUPT.value},
    Kind.OTHER: one_of(OtherReason),
}
VERDICT_REASONS: Final[Schema] = one_of(Reason)

_WAY: Final = (
    "left left_to via sent frames source_kind source_width_px source_height_px provenance?"
)
_DECIDED: Final = (
    "job mode method? verdict reason detail score threshold scores? signals? request_id "
    "request_ids? gateway_request_id code http_status retry_after_s risk_reason endpoint engine "
    "elapsed_ms finished_utc has_anomaly"
)
KINDS: Final[dict[Kind, tuple[str, str]]] = {
    Kind.BOOT: ("A run of the program begins.", "sqlite python system machine"),
    Kind.SUBMITTED: (
        "A picture is about to be judged; on disk before anything is sent.",
        "job mode method? insisted? gates? follows? subject operator source picture_key generation "
        "threshold review_limit? benign_risk_reasons policy consent consent_id consent_text "
        "consent_route? source_kind source_width_px source_height_px provenance? endpoint left_to "
        "via",
    ),
    Kind.TRIED: ("A first try failed; on disk before the second.", f"{_DECIDED} {_WAY}"),
    Kind.VERDICT: (
        "How the attempt ended; on disk before anybody sees it.",
        f"{_DECIDED} {_WAY} source submit_ms",
    ),
    Kind.ABANDONED: ("The run died before the attempt ended.", "job mode abandoned_run reason"),
    Kind.LATE: ("The end was not shown: the desk had gone on. A pass is none.", _DECIDED),
    Kind.CLOCK: ("The wall clock was set.", "last_utc jump_ms"),
    Kind.CHECKPOINT: ("Sums up all entries before it.", "note"),
    Kind.KEY: ("Which key signs from here on.", "public_key endorsement?"),
    Kind.CONSENT: (
        "What a subject was asked and said.",
        "consent_id answer text_version route? language? generation? subject mode?",
    ),
    Kind.POLICY: ("The rules in force from here on.", "digest before values"),
    Kind.CAMERA: (
        "Where pictures come from now.",
        "source source_kind source_width_px source_height_px provenance?",
    ),
    Kind.OVERRIDE: (
        "What an operator decided beside the finding, which it never changes.",
        "job decision reason operator note second? review?",
    ),
    Kind.EXPORT: (
        "What was taken out of the record.",
        "form attempts first_sequence last_sequence sha256 filters has_names has_pictures operator",
    ),
    Kind.PURGE: (
        "What was erased; entries never are.",
        "class cause before first_sequence last_sequence keys names pictures keys_sha256 "
        "erased? request?",
    ),
    Kind.VOUCH: (
        "Entries without a code are this station's all the same.",
        "entries why",
    ),
    Kind.FINDING: (
        "The verification at a start found the record not as it was left.",
        "result fault bad_seq",
    ),
    Kind.EPOCH: (
        "The record follows a damaged one, which was set aside; always the first entry.",
        "file sha256 wal_sha256 reason old_station old_seq old_head",
    ),
    Kind.HOLD: ("Nothing may be erased, or again.", "action hold scope? subject? note?"),
    Kind.PICTURE: (
        "A picture is kept sealed, or was to be.",
        "job? kept form? key? pictures? trouble?",
    ),
    **DESK_KINDS,
}
STAMP: Final = "v app run boot monotonic_ns utc_offset_min"
