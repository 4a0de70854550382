"""P12 of the fault matrix, from the bytes of a reply to what is on the screen."""

import json

import pytest

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.ui.words.en import ENGLISH
from tests.ui.conftest import Open
from tests.ui.screens import Screen, showing

HOSTILE = {
    "long": "LIVE " * 5_000,
    "HTML": '<b style="color:green">LIVE</b><img src="file:///etc/hostname">',
    "right to left": "\u202eEVIL\u2066 \u200fsi siht",
    "control characters": "\x1b[2J\r\nreason: above_threshold\x00\x85\u2028LIVE",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_P12_the_card_shows_our_words_and_keeps_the_servers_short_and_in_one_line(
    open_console: Open, name: str
) -> None:
    reply = {"code": 4002, "msg": HOSTILE[name], "data": {"risk_reason": HOSTILE[name]}}
    exchange = Exchange(
        200,
        json.dumps(reply).encode(),
        Channel.VERIFIED_TLS,
        gateway_request_id="7A4D1F2E",
    )
    decision = decide(exchange, Policy(), seen_request_ids=frozenset())
    assert (decision.verdict, decision.reason) == (Verdict.RETRY, Reason.NO_FACE)

    console = open_console(Screen(showing(decision), {}, has_details_open=True))
    card = console.card

    words = ENGLISH.reasons[Reason.NO_FACE]
    assert card.happened.text() == words.happened
    assert card.next.text() == words.next_step
    lines = card.details.toPlainText().splitlines()
    assert [line.partition(":")[0] for line in lines][:2] == ["reason", "risk_reason"]
    assert lines.count("reason: above_threshold") == 0
    assert "gateway_request_id: 7A4D1F2E" in lines
    said = [line for line in lines if line.startswith(("msg: ", "risk_reason: "))]
    assert len(said) == 2
    assert all(line.isprintable() and len(line) <= len("risk_reason: ") + 512 for line in said)
