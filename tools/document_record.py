"""Writes docs/record.schema.json and docs/record.md from the code; a test compares them.

Usage: python -m tools.document_record
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from liveness_station.storage.bodies import Kind
from tools.record_desk_fields import OWN_FIELDS
from tools.record_fields import (
    FIELDS,
    FRAME,
    FRAME_SCHEMA,
    KINDS,
    REASONS,
    STAMP,
    VERDICT_REASONS,
)
from tools.record_schemas import Schema

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
SCHEMA_PATH: Final = DOCS / "record.schema.json"
PAGE_PATH: Final = DOCS / "record.md"

INTRODUCTION: Final = """\
# The record, field by field

<!-- Written by `python -m tools.document_record`; a test compares it with the code. -->

The record is one chain of entries (`docs/ledger.md`). An entry has a number, a kind, the job it is
about or none, a time in UTC, and a body: one JSON object without floats, of which the chain holds
the digest. `docs/record.schema.json` is its JSON Schema, by kind; version 2 of the body is what is
described here. Bodies of version 1 lack what came with 2: operator, origin, consent, route, frames,
rules, boot id and local offset.

Numbers that are not whole stand as text, so that every program reads the same digits. What could
name a person is a salted SHA-256; salt and words lie in the table `private`, apart from the chain,
and can be erased. A name there belongs to the SUBMITTED entry of its job; one that ends with `@`
and a number to the entry of that number, and so does one whose job is `@` and a number.

An attempt is a SUBMITTED entry and one VERDICT or ABANDONED entry of the same job; TRIED, LATE,
PICTURE, OVERRIDE, NOTE and SHADOW may join them.

## What every body holds
"""
QUESTIONS: Final = """
## Where an auditor finds what

| question | field |
|---|---|
| who checked whom | SUBMITTED `operator`, `subject` |
| when | the entry's `utc`, `utc_offset_min`, `monotonic_ns`, `boot`, frame `server_date` |
| with which camera | SUBMITTED and VERDICT `source`, `source_kind`; CAMERA |
| judged by whom, by which models | VERDICT `endpoint`, `engine` |
| by which rules | SUBMITTED `threshold`, `policy`; POLICY with that `digest` |
| what exactly was judged | frame `commitment`, with the key and the picture |
| did the face leave this computer | VERDICT `left`, `left_to`, `via`; where to: SUBMITTED |
| was the subject asked | SUBMITTED `consent`, `consent_id`; CONSENT |
| how far may a picture go | SUBMITTED `consent_route`; CONSENT `route` |
| what did the operator do then | OVERRIDE and NOTE of the job; with whom: `second` |
| who was not checked, and why | OTHER |
| was it the subject's first attempt | SUBMITTED `follows`; ALLOW |
| who was at the desk | SHIFT; who could be: PEOPLE |
| who changed what | SETTING; what was in force: POLICY |
| what did the other engine say | SHADOW of the job |
| did anybody take records out | EXPORT |
| what was erased | PURGE |
"""


def schema() -> Schema:
    """Returns the whole schema: of an entry with its kind and its body."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An entry of the record",
        "type": "object",
        "required": ["kind", "body"],
        "properties": {"kind": {"enum": [kind.value for kind in KINDS]}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind.value}}},
                "then": {"properties": {"body": {"$ref": f"#/$defs/{kind.value}"}}},
            }
            for kind in KINDS
        ],
        "$defs": {
            "reason": VERDICT_REASONS,
            "frame": FRAME_SCHEMA,
            **{kind.value: _body(kind) for kind in KINDS},
        },
    }


def _body(kind: Kind) -> Schema:
    words, names = KINDS[kind]
    listed = [*STAMP.split(), *names.split()]
    body: dict[str, Any] = {
        "type": "object",
        "description": words,
        "properties": {name.rstrip("?"): _field(kind, name.rstrip("?")) for name in listed},
        "required": [name for name in listed if not name.endswith("?")],
        "additionalProperties": False,
    }
    if kind is Kind.VERDICT:
        # A pass without proof of what was judged is none; an address leaves nothing to prove.
        body["if"] = {"properties": {"verdict": {"const": "LIVE"}, "sent": {"const": "picture"}}}
        proof = {"properties": {"commitment": {"type": "string"}}}
        body["then"] = {"properties": {"frames": {"minItems": 1, "items": proof}}}
        body["not"] = {"properties": {"verdict": {"const": "LIVE"}, "sent": {"const": "nothing"}}}
    return body


def _field(kind: Kind, name: str) -> Schema:
    if name == "reason":
        return REASONS.get(kind, {"$ref": "#/$defs/reason"})
    if name == "frames":
        return {"type": "array", "items": {"$ref": "#/$defs/frame"}}
    found, words = OWN_FIELDS.get((kind, name)) or FIELDS[name]
    return {**found, "description": words}


def page() -> str:
    """Returns the page for people."""
    return "\n".join([INTRODUCTION, *_rows(STAMP), QUESTIONS, *_kinds(), *_frames(), ""])


def _kinds() -> Iterator[str]:
    for kind, (words, names) in KINDS.items():
        yield from (f"## {kind.value}", "", words, "", *_rows(names, kind), "")


def _frames() -> Iterator[str]:
    yield from ("## Each of `frames`", "", "| field | holds | means |", "|---|---|---|")
    for name, (found, words) in FRAME.items():
        yield f"| `{name}` | {_type(found)} | {words} |"


def _rows(names: str, kind: Kind | None = None) -> Iterator[str]:
    yield from ("| field | holds | means |", "|---|---|---|")
    for listed in names.split():
        name = listed.rstrip("?")
        own = None if kind is None else OWN_FIELDS.get((kind, name))
        is_reason = name == "reason"
        found, words = own or (
            (VERDICT_REASONS, "why: a stable code") if is_reason else FIELDS[name]
        )
        mark = ", may be absent" if listed.endswith("?") else ""
        yield f"| `{name}` | {_type(found)}{mark} | {words} |"


def _type(found: Schema) -> str:
    if "anyOf" in found:
        return " or ".join(_type(part) for part in found["anyOf"])
    if "enum" in found:
        return (
            "one of the codes"
            if len(found["enum"]) > 12
            else ", ".join(f"`{code}`" for code in found["enum"])
        )
    if "const" in found:
        return f"`{found['const']}`"
    return "text as in the pattern" if "pattern" in found else str(found["type"])


def schema_text() -> str:
    """Returns the schema as its file has it."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Writes both files."""
    SCHEMA_PATH.write_text(schema_text(), "utf-8", newline="\n")
    PAGE_PATH.write_text(page(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
