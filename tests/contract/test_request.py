import base64
import json
import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.contract.request import (
    BadRequestError,
    LivenessRequest,
    image_body,
    parse_request,
    url_body,
)


@given(st.binary(max_size=100), st.floats(min_value=0, max_value=1))
def test_a_picture_is_read_back_as_it_was_sent(jpeg: bytes, threshold: float) -> None:
    body = bytes(image_body(jpeg, threshold=threshold))
    assert json.loads(body) == {
        "image_base64": base64.b64encode(jpeg).decode(),
        "thresh": threshold,
    }
    if jpeg:
        assert parse_request(body) == LivenessRequest(
            base64.b64encode(jpeg).decode(), None, threshold
        )


@pytest.mark.parametrize("size", [0, 1, 2, 3, 49_151, 49_152, 49_153, 98_303, 98_305, 200_000])
def test_the_pieces_of_a_picture_join(size: int) -> None:
    jpeg = random.Random(size).randbytes(size)
    expected = b'{"image_base64":"' + base64.b64encode(jpeg) + b'","thresh":0.8}'
    body = image_body(jpeg, threshold=0.8)
    assert bytes(body) == expected
    assert body.size_bytes == len(expected)


def test_a_picture_is_copied_once() -> None:
    jpeg = random.Random(1).randbytes(2_000_000)
    tracemalloc.start()
    try:
        body = image_body(jpeg, threshold=0.8)
        pieces = list(body)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= body.size_bytes + 200_000
    assert len(pieces) > 10


def test_a_body_can_be_sent_again_and_is_wiped() -> None:
    body = image_body(b"a picture", threshold=0.8)
    first, second = list(body), list(body)
    assert first == second
    body.wipe()
    assert b"".join(second) == bytes(body.size_bytes)


def test_an_address_is_read_back_as_it_was_sent() -> None:
    body = url_body(json.dumps('https://host/"a".jpg').encode(), threshold=0.8)
    assert parse_request(bytes(body)) == LivenessRequest(None, 'https://host/"a".jpg', 0.8)


@pytest.mark.parametrize("extra", ["", ',"thresh":null'])
def test_the_threshold_may_be_left_to_the_server(extra: str) -> None:
    request = parse_request(b'{"image_base64":"AA=="%b}' % extra.encode())
    assert request == LivenessRequest("AA==", None, None)


@pytest.mark.parametrize(("text", "value"), [("0", 0.0), ("1", 1.0), ("0.8", 0.8), ("8e-1", 0.8)])
def test_a_threshold_becomes_a_float(text: str, value: float) -> None:
    request = parse_request(b'{"image_base64":"AA==","thresh":%b}' % text.encode())
    assert request.threshold == value
    assert type(request.threshold) is float


def test_an_empty_or_null_picture_counts_as_absent_and_unknown_fields_are_ignored() -> None:
    body = b'{"image_base64":"","image_url":"https://a","colour":"red"}'
    assert parse_request(body).image_url == "https://a"
    body = b'{"image_base64":"AA==","image_url":null}'
    assert parse_request(body).image_base64 == "AA=="


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"image_base64=AA",
        b"{}",
        b'{"image_base64":""}',
        b'{"image_base64":null,"image_url":null}',
        b'{"image_base64":"AA==","image_url":"https://a"}',
        b'{"image_base64":1}',
        b'{"image_base64":["AA=="]}',
        b'{"image_url":{}}',
        b'{"image_base64":"A","image_base64":"B"}',
        b'{"image_base64":"AA==","thresh":"0.8"}',
        b'{"image_base64":"AA==","thresh":true}',
        b'{"image_base64":"AA==","thresh":[]}',
        b'{"image_base64":"AA==","thresh":-0.1}',
        b'{"image_base64":"AA==","thresh":1.1}',
        b'{"image_base64":"AA==","thresh":1e400}',
        b'{"image_base64":"AA==","thresh":%d}' % 10**400,
        b'{"image_base64":"AA==","thresh":NaN}',
    ],
)
def test_what_is_no_request_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequestError):
        parse_request(body)
