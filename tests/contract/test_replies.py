import json

import pytest

from liveness_station.contract.codes import MESSAGES, Code
from liveness_station.contract.replies import (
    Reply,
    ReplySchemaError,
    attack_reply,
    error_reply,
    parse_reply,
    read_score_text,
    result_reply,
)
from liveness_station.contract.strict_json import MalformedJsonError


def body(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_a_result_is_read_back_as_it_was_built() -> None:
    built = result_reply("id-1", score=0.93, is_live=True, risk_reason="")
    assert parse_reply(json.dumps(built).encode()) == Reply(
        code=200,
        success=True,
        request_id="id-1",
        data={"liveness_score": 0.93, "is_live": True, "risk_reason": ""},
        message="ok",
        message_cn="成功",
        is_misplaced=False,
    )


def test_an_attack_is_no_success_and_not_live() -> None:
    built = attack_reply("id-1", score=0.1, risk_reason="screen")
    assert (built["code"], built["success"]) == (4004, False)
    assert built["data"] == {"liveness_score": 0.1, "is_live": False, "risk_reason": "screen"}


@pytest.mark.parametrize("code", [code for code in Code if code is not Code.OK])
def test_an_error_has_its_code_and_words_and_no_data(code: Code) -> None:
    english, chinese = MESSAGES[code]
    assert error_reply(code, "id-1") == {
        "code": int(code),
        "msg": english,
        "msg_cn": chinese,
        "success": False,
        "request_id": "id-1",
    }
    assert error_reply(code, "id-1", detail="why")["msg"] == f"{english}: why"


def test_every_code_has_words() -> None:
    assert set(MESSAGES) == set(Code)
    assert [int(code) for code in Code] == [200, 4001, 4002, 4004, 5000]


def test_fields_that_are_missing_are_none() -> None:
    assert parse_reply(b'{"code":5000}') == Reply(
        5000, None, None, None, "", "", is_misplaced=False
    )


@pytest.mark.parametrize("code", [None, True, False, "200", 200.0, [200], {}])
def test_a_code_is_an_integer(code: object) -> None:
    with pytest.raises(ReplySchemaError):
        parse_reply(body(code=code))


def test_a_reply_without_code_or_json_is_none() -> None:
    with pytest.raises(ReplySchemaError):
        parse_reply(b"{}")
    with pytest.raises(MalformedJsonError):
        parse_reply(b"[]")


@pytest.mark.parametrize("code", [0, -1, 10**30])
def test_any_integer_is_a_code(code: int) -> None:
    assert parse_reply(body(code=code)).code == code


@pytest.mark.parametrize("name", ["liveness_score", "is_live", "risk_reason"])
def test_a_field_of_the_result_at_the_top_is_misplaced(name: str) -> None:
    assert parse_reply(body(**{"code": 200, name: None})).is_misplaced


@pytest.mark.parametrize("name", ["code", "success", "data", "request_id"])
def test_a_field_of_the_top_in_the_result_is_misplaced(name: str) -> None:
    assert parse_reply(body(code=200, data={name: None})).is_misplaced
    assert not parse_reply(body(code=200, data=[name])).is_misplaced


@pytest.mark.parametrize(
    ("fields", "english", "chinese"),
    [
        ({"msg": "a", "message": "b", "msg_cn": "c"}, "a", "c"),
        ({"message": "b"}, "b", "b"),
        ({"msg": "", "message": "b"}, "b", "b"),
        ({"msg_cn": "c"}, "c", "c"),
        ({"msg": 5, "msg_cn": ["x"]}, "", ""),
    ],
)
def test_words_are_taken_from_any_of_their_names(
    fields: dict[str, object], english: str, chinese: str
) -> None:
    reply = parse_reply(body(code=5000, **fields))
    assert (reply.message, reply.message_cn) == (english, chinese)


@pytest.mark.parametrize(
    ("score", "text"),
    [
        ("0.930", "0.930"),
        ("1", "1"),
        ("9.3E-1", "9.3E-1"),
        ("0." + "3" * 70, ""),
        ('"0.93"', ""),
        ("true", ""),
        ("NaN", ""),
    ],
)
def test_a_score_is_kept_digit_by_digit(score: str, text: str) -> None:
    assert read_score_text(f'{{"data":{{"liveness_score":{score}}}}}'.encode()) == text


@pytest.mark.parametrize("body", [b"", b"[1]", b"{}", b'{"data":[]}', b"\xff", b"[" * 100_000])
def test_what_is_no_reply_has_no_score(body: bytes) -> None:
    assert read_score_text(body) == ""
