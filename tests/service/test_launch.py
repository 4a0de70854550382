"""The line that the station hands to its service."""

import json

import pytest

from liveness_station.service.launch import parse_launch
from liveness_station.service.troubles import ServiceSetupError

KEY = "0123456789abcdef" * 4


def test_the_key_is_read_beside_the_credentials() -> None:
    line = json.dumps({"appcodes": ["first-code"], "reply_key": KEY}).encode() + b"\n"
    launch = parse_launch(line)
    assert launch.reply_key is not None
    assert launch.reply_key.reveal() == KEY
    assert [code.reveal() for code in launch.credentials.appcodes] == ["first-code"]
    assert KEY not in repr(launch)


def test_the_key_may_be_absent() -> None:
    assert parse_launch(b'{"appcodes":["first-code"]}').reply_key is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"", "no JSON object"),
        (b'{"appcodes":["first-code"],"reply_key":7}', "64"),
        (b'{"appcodes":["first-code"],"reply_key":"0f"}', "64"),
        (json.dumps({"appcodes": ["first-code"], "reply_key": KEY.upper()}).encode(), "64"),
        (json.dumps({"reply_key": KEY}).encode(), "nobody can ask"),
        (json.dumps({"appcodes": ["first-code"], "reply_kye": KEY}).encode(), "unknown name"),
    ],
)
def test_anything_else_is_refused_without_quoting_it(line: bytes, words: str) -> None:
    with pytest.raises(ServiceSetupError, match=words) as caught:
        parse_launch(line)
    assert KEY not in str(caught.value)
