"""The bodies of entries: canonical JSON without floats, so that its digest is stable."""

import hashlib
import json
import platform
import secrets
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.provenance import Origin, Route
from liveness_station.domain.simulation import is_simulated
from liveness_station.storage.evidence import (
    consent_of,
    evidence_of,
    follows_of,
    gates_of,
    insisted_of,
    method_of,
    origin_of,
)

BODY_VERSION: Final = 2
"""Of what is written now; docs/record.md says what each version has."""

_SALT_BYTES: Final = 16
_KEY_BYTES: Final = 32

BodyValue = str | int | bool | None | Sequence["BodyValue"] | Mapping[str, "BodyValue"]
Body = Mapping[str, BodyValue]


class Kind(StrEnum):
    """What an entry says."""

    BOOT = "BOOT"
    SUBMITTED = "SUBMITTED"
    TRIED = "TRIED"
    VERDICT = "VERDICT"
    ABANDONED = "ABANDONED"
    LATE = "LATE"
    CLOCK = "CLOCK"
    CHECKPOINT = "CHECKPOINT"
    KEY = "KEY"
    CONSENT = "CONSENT"
    POLICY = "POLICY"
    CAMERA = "CAMERA"
    OVERRIDE = "OVERRIDE"
    EXPORT = "EXPORT"
    PURGE = "PURGE"
    HOLD = "HOLD"
    PICTURE = "PICTURE"
    EPOCH = "EPOCH"
    FINDING = "FINDING"
    VOUCH = "VOUCH"
    NOTE = "NOTE"
    OTHER = "OTHER"
    ALLOW = "ALLOW"
    SHIFT = "SHIFT"
    PEOPLE = "PEOPLE"
    SETTING = "SETTING"
    SHADOW = "SHADOW"


class Mode(StrEnum):
    """Whether an attempt counts in statistics."""

    NORMAL = "NORMAL"
    DEMO = "DEMO"
    SIMULATOR = "SIMULATOR"
    SETUP = "SETUP"
    TRAINING = "TRAINING"


@dataclass(frozen=True, slots=True)
class PrivateValue:
    """What could name a person, and the salt that its digest in the entry is made with.

    Attributes:
        name: the field that holds the digest, one of `storage.private_rows.PRIVATE_NAMES`.
        salt: random, so that a digest whose salt is erased cannot be guessed.
        value: the words themselves.
    """

    name: str
    salt: bytes
    value: str

    @property
    def digest(self) -> str:
        """SHA-256 of salt and value, in hex."""
        return hashlib.sha256(self.salt + self.value.encode()).hexdigest()


def private_value(name: str, value: str, *, salt: bytes | None = None) -> PrivateValue:
    """Salts a value. A file name that is not Unicode is written with backslashes instead."""
    text = value.encode("utf-8", "backslashreplace").decode()
    return PrivateValue(name, salt or secrets.token_bytes(_SALT_BYTES), text)


def new_picture_key() -> PrivateValue:
    """Returns a new key for the commitments to one check's pictures, as hex.

    A plain hash of a face's picture would tell whoever has the picture who was here, for ever; once
    this key is erased, the commitments tell nothing.
    """
    return private_value("picture_key", secrets.token_bytes(_KEY_BYTES).hex())


def utc_text(moment: datetime) -> str:
    """Returns a moment as fixed-width UTC text, which sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical(body: Body) -> str:
    """Returns a body as one line of ASCII with sorted keys."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def attempt_body(job: Job, *, endpoint: str, engine: str) -> dict[str, BodyValue]:
    """Returns what every entry of an attempt holds."""
    return {
        "v": BODY_VERSION,
        "job": job.job_id,
        "mode": _mode(job, endpoint=endpoint, engine=engine).value,
    }


def _mode(job: Job, *, endpoint: str, engine: str) -> Mode:
    """A simulator outranks a demonstration: its verdict is not even an engine's.

    A drill outranks both: it has the simulator play subjects, and is looked for as a drill.
    """
    if job.is_training:
        return Mode.TRAINING
    if is_simulated(endpoint=endpoint, engine=engine):
        return Mode.SIMULATOR
    if job.is_setup:
        return Mode.SETUP
    return Mode.DEMO if job.is_demo else Mode.NORMAL


def submitted_body(
    job: Job,
    *,
    endpoint: str,
    private: Iterable[PrivateValue],
    origin: Origin,
    route: Route,
    policy_digest: str | None,
) -> dict[str, BodyValue]:
    """Returns the body of the entry that precedes a request.

    Args:
        job: the attempt.
        endpoint: the word for whom it will ask.
        private: subject, source, operator and the key for commitments.
        origin: what is known of the source.
        route: where the picture is about to go.
        policy_digest: names the POLICY entry in force; None where this run recorded none.
    """
    limit = job.policy.review_limit
    band: dict[str, BodyValue] = {} if limit is None else {"review_limit": repr(limit)}
    return (
        attempt_body(job, endpoint=endpoint, engine="")
        | method_of(job)
        | insisted_of(job)
        | gates_of(job)
        | follows_of(job)
        | band
        | {value.name: value.digest for value in private}
        | origin_of(origin)
        | consent_of(job.consent)
        | {
            "left_to": route.left_to,
            "via": route.via,
            "policy": policy_digest,
            "generation": job.generation,
            "threshold": repr(job.policy.threshold),
            "benign_risk_reasons": sorted(job.policy.benign_risk_reasons),
            "endpoint": endpoint,
        }
    )


def outcome_body(outcome: Outcome) -> dict[str, BodyValue]:
    """Returns what the bodies of VERDICT, TRIED and LATE entries have in common."""
    decision = outcome.decision
    finished_utc = outcome.finished_utc
    own = attempt_body(outcome.job, endpoint=outcome.endpoint, engine=outcome.engine)
    return (
        own
        | evidence_of(outcome)
        | {
            "verdict": decision.verdict.value,
            "reason": decision.reason.value,
            "detail": decision.detail,
            "score": None if decision.score is None else repr(decision.score),
            "threshold": repr(outcome.job.policy.threshold),
            "request_id": decision.request_id,
            "gateway_request_id": decision.gateway_request_id,
            # A code may have more digits than a JSON number safely holds.
            "code": None if decision.code is None else str(decision.code),
            "http_status": decision.http_status,
            "retry_after_s": decision.retry_after_s,
            "risk_reason": decision.risk_reason,
            "endpoint": outcome.endpoint,
            "engine": outcome.engine,
            "elapsed_ms": f"{outcome.elapsed_ms:.3f}",
            "finished_utc": None if finished_utc is None else utc_text(finished_utc),
            "has_anomaly": decision.has_anomaly,
        }
    )


def abandoned_body(job_id: str, *, mode: str, abandoned_run: str) -> dict[str, BodyValue]:
    """Returns the body of the terminal entry of an attempt whose run is dead."""
    return {
        "v": BODY_VERSION,
        "job": job_id,
        "mode": mode,
        "abandoned_run": abandoned_run,
        "reason": "run_ended",
    }


def boot_body() -> dict[str, BodyValue]:
    """Returns the body of the entry that says a run has begun."""
    return {
        "v": BODY_VERSION,
        "sqlite": sqlite3.sqlite_version,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
    }


def clock_body(*, last_utc: str, jump_ms: int) -> dict[str, BodyValue]:
    """Returns the body of the entry that says that the wall clock was set.

    Args:
        last_utc: the time of the entry before it.
        jump_ms: by how much the clock is ahead of where it should be since then; negative for back.
    """
    return {"v": BODY_VERSION, "last_utc": last_utc, "jump_ms": jump_ms}


def checkpoint_body(note: str) -> dict[str, BodyValue]:
    """Returns the body of the entry that sums the chain up to the entry before it."""
    return {"v": BODY_VERSION, "note": note}


def key_body(public_key: str, endorsement: bytes | None) -> dict[str, BodyValue]:
    """Returns the body of the entry that says which key signs from here on.

    Args:
        public_key: the new key, as text.
        endorsement: the older key's signature over it; None where there is none.
    """
    body: dict[str, BodyValue] = {"v": BODY_VERSION, "public_key": public_key}
    return body if endorsement is None else {**body, "endorsement": endorsement.hex()}


def vouch_body(entries: list[str], *, why: str) -> dict[str, BodyValue]:
    """Returns the body of the entry that vouches for entries without a code.

    Args:
        entries: stretches of their numbers, such as "12-14".
        why: "own" where the run that made them says so, "adopted" where a person does.
    """
    return {"entries": entries, "why": why}
