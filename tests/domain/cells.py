"""Every combination of what a reply can say and how it can come, built cheaply."""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from liveness_station.domain.exchanges import Channel, Exchange

ABSENT = ""
"""A field that is left out; all others are written as JSON."""

IDS = ['"new-1"', '"seen-1"', ABSENT, '""', '"new-1\\n"', '"a b"', "7"]
SUCCESSES = ["true", "false", ABSENT, "1", '"true"', "null"]
LIVES = ["true", "false", ABSENT, '"true"', "1", "null"]
SCORES = ["0.95", "1", "0.80000001", "0.8", "0.8004", "0.8006", "0.7996", "0.79", "0", "-0.0"]
SCORES += ["1.01", "-0.1", '"0.9"', "true", ABSENT, "null", "1e400", str(10**400), "[0.9]"]
BAND_SCORES = ["0.95", "0.8", "0.79", "0.5000001", "0.5", "0.2000001", "0.2", "0.1", ABSENT]
RISKS = [ABSENT, "null", '""', '" \\t"', '"screen"', '"glasses"', '"Glasses"', "0", "[]"]
MISPLACED = ["", '"is_live":true', "code"]
CODES = ["4001", "4002", "4004", "5000", "0", "201", "-1", "101", "103", "403", "true", '"200"']
CODES += ["200.0", ABSENT]


class Way(NamedTuple):
    """How a reply comes: its status and what a gateway says beside it."""

    status: int
    gateway_code: str = ""
    gateway_message: str = ""

    def exchange(self, body: bytes) -> Exchange:
        """Returns the exchange of a body that comes this way."""
        return Exchange(
            self.status,
            body,
            Channel.VERIFIED_TLS,
            gateway_code=self.gateway_code,
            gateway_message=self.gateway_message,
        )


WAYS = [
    *(Way(200), Way(201), Way(500), Way(403), Way(450, "B450BZ"), Way(200, "B403MQ")),
    *(Way(200, "X450ZZ"), Way(200, "", "odd words")),
]
MORE_WAYS = [
    *(*WAYS, Way(404), Way(413), Way(403, "", "Throttled by USER Flow Control")),
    *(Way(504, "D504TO"), Way(429, "T429ID")),
]


class Cell(NamedTuple):
    """One combination: the field's JSON texts in their order, and the body that has them."""

    names: tuple[str, ...]
    body: bytes


def members(*fields: tuple[str, str]) -> str:
    """Returns the fields that are there as the inside of an object."""
    return ",".join(f'"{name}":{value}' for name, value in fields if value != ABSENT)


def result(live: str, score: str, risk: str, *, misplaced: str = "") -> str:
    """Returns `data`; with "code" as what is misplaced, that stands in it."""
    inner = members(("is_live", live), ("liveness_score", score), ("risk_reason", risk))
    stray = members(("code", "200")) if misplaced == "code" else ""
    return f"{{{','.join(part for part in (inner, stray) if part)}}}"


def body(code: str, *, success: str, request_id: str, data: str, misplaced: str = "") -> bytes:
    """Returns a whole reply."""
    fields = members(
        ("code", code), ("success", success), ("request_id", request_id), ("data", data)
    )
    extra = f",{misplaced}" if misplaced.startswith('"') else ""
    return f"{{{fields}{extra}}}".encode()


def results() -> Iterator[Cell]:
    """All replies of code 200 that have a result."""
    for live, score, risk, misplaced in itertools.product(LIVES, SCORES, RISKS, MISPLACED):
        data = result(live, score, risk, misplaced=misplaced)
        for success, request_id in itertools.product(SUCCESSES, IDS):
            whole = body(
                "200", success=success, request_id=request_id, data=data, misplaced=misplaced
            )
            yield Cell((success, request_id, live, score, risk, misplaced), whole)


def bands() -> Iterator[Cell]:
    """Replies of code 200 whose scores lie about the limits of a review band."""
    for live, score, risk in itertools.product(LIVES, BAND_SCORES, RISKS):
        data = result(live, score, risk)
        for success, request_id in itertools.product(SUCCESSES[:3], IDS[:3]):
            whole = body("200", success=success, request_id=request_id, data=data)
            yield Cell((success, request_id, live, score, risk), whole)


def others() -> Iterator[Cell]:
    """Replies of other codes, or without a result."""
    datas = [ABSENT, "null", "[]", '"x"', "{}"]
    datas += [
        result(live, score, risk, misplaced=misplaced)
        for live, score, risk in itertools.product(
            ["true", "false", ABSENT], ["0.95", "0.1", '"x"'], [ABSENT, '"screen"']
        )
        for misplaced in ("", "code")
    ]
    for code, data, success in itertools.product(["200", *CODES], datas, SUCCESSES):
        for request_id, misplaced in itertools.product(['"new-1"', ABSENT], MISPLACED[:2]):
            whole = body(
                code, success=success, request_id=request_id, data=data, misplaced=misplaced
            )
            yield Cell((code, data, success, request_id, misplaced), whole)
