"""The bodies of entries about what is no attempt: consent, policy, camera, override, export. Pure.

Nothing in them names a person: who and what cannot be told without erasing is a salted digest.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from liveness_station.domain.consents import Consent
from liveness_station.domain.overrides import Override
from liveness_station.domain.provenance import Origin
from liveness_station.storage.bodies import BodyValue, PrivateValue, canonical
from liveness_station.storage.evidence import origin_of


@dataclass(frozen=True, slots=True)
class Export:
    """What was taken out of the record.

    Attributes:
        form: "csv", "xlsx", "pdf" or "bundle".
        attempts: how many.
        first_sequence: the number of the first attempt's first entry; None for none.
        last_sequence: of the last attempt's; likewise.
        sha256: of the file that was written, in hex.
        filters: the names of what was filtered by ("subject", "date" …), never the values.
        has_names: True where subject references are in it.
        has_pictures: True where pictures are.
    """

    form: str
    attempts: int
    first_sequence: int | None
    last_sequence: int | None
    sha256: str
    filters: tuple[str, ...] = ()
    has_names: bool = False
    has_pictures: bool = False


def consent_body(
    consent: Consent, *, subject: PrivateValue, generation: int
) -> dict[str, BodyValue]:
    """Returns the body of a CONSENT entry."""
    return {
        "consent_id": consent.consent_id,
        "answer": consent.answer.value,
        "text_version": consent.text_version,
        "route": consent.route.value,
        "language": consent.language,
        "generation": generation,
        "subject": subject.digest,
    }


def policy_digest(values: Mapping[str, BodyValue]) -> str:
    """Returns the digest that attempts name the rules in force by: SHA-256, in hex."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def policy_body(values: Mapping[str, BodyValue], *, before: str | None) -> dict[str, BodyValue]:
    """Returns the body of a POLICY entry.

    Args:
        values: the rules; nothing that names a person.
        before: the digest of those that were in force until now, None for none.
    """
    return {"digest": policy_digest(values), "before": before, "values": dict(values)}


def camera_body(source: PrivateValue, origin: Origin) -> dict[str, BodyValue]:
    """Returns the body of a CAMERA entry."""
    return {"source": source.digest, **origin_of(origin)}


def override_body(
    job_id: str,
    override: Override,
    *,
    operator: PrivateValue,
    note: PrivateValue | None,
    second: PrivateValue | None,
    is_review: bool = False,
) -> dict[str, BodyValue]:
    """Returns the body of an OVERRIDE entry; without second person or review it has no such field.

    Args:
        job_id: the attempt.
        override: what was decided and why.
        operator: who decided.
        note: free words.
        second: who confirmed it.
        is_review: decided by somebody whose part it is to look at others' checks.
    """
    confirmed: dict[str, BodyValue] = {} if second is None else {"second": second.digest}
    return (
        confirmed
        | review_field(is_review=is_review)
        | {
            "job": job_id,
            "decision": override.decision.value,
            "reason": override.reason.value,
            "operator": operator.digest,
            "note": None if note is None else note.digest,
        }
    )


def review_field(*, is_review: bool) -> dict[str, BodyValue]:
    """Returns what marks an answer of the review lane; nothing where it is none."""
    return {"review": True} if is_review else {}


def export_body(export: Export, *, operator: PrivateValue) -> dict[str, BodyValue]:
    """Returns the body of an EXPORT entry."""
    return {
        "form": export.form,
        "attempts": export.attempts,
        "first_sequence": export.first_sequence,
        "last_sequence": export.last_sequence,
        "sha256": export.sha256,
        "filters": sorted(export.filters),
        "has_names": export.has_names,
        "has_pictures": export.has_pictures,
        "operator": operator.digest,
    }
