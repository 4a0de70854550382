import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.api.addresses import parse_base_url
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.verdicts import Reason

PATH = "/api/face_liveness/v1"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://ocr-api.shiliuai.com", f"https://ocr-api.shiliuai.com{PATH}"),
        (" https://OCR-api.shiliuai.com/ ", f"https://ocr-api.shiliuai.com{PATH}"),
        (f"https://a.example{PATH}", f"https://a.example{PATH}"),
        (f"https://a.example{PATH}/", f"https://a.example{PATH}"),
        (f"https://a.example/gate{PATH}", f"https://a.example/gate{PATH}"),
        ("https://a.example/gate/way/", f"https://a.example/gate/way{PATH}"),
        ("https://a.example:443", f"https://a.example{PATH}"),
        ("https://a.example:8443", f"https://a.example:8443{PATH}"),
        ("HTTPS://a.example", f"https://a.example{PATH}"),
        ("https://192.0.2.7", f"https://192.0.2.7{PATH}"),
        ("https://[2001:DB8::1]:8443/x", f"https://[2001:db8::1]:8443/x{PATH}"),
        ("http://127.0.0.1:5000", f"http://127.0.0.1:5000{PATH}"),
        ("http://127.9.9.9", f"http://127.9.9.9{PATH}"),
        ("http://localhost:5000/", f"http://localhost:5000{PATH}"),
        ("http://[::1]:5000", f"http://[::1]:5000{PATH}"),
    ],
)
def test_good_addresses(text: str, url: str) -> None:
    assert parse_base_url(text).endpoint_url == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "a.example",
        "//a.example",
        "ftp://a.example",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://:443",
        "https://a.example:0",
        "https://a.example:65536",
        "https://a.example:https",
        "https://a.example:-1",
        "https://user@a.example",
        "https://user:secret@a.example",
        "https://a.example?x=1",
        "https://a.example?",
        "https://a.example/#part",
        "https://a.example#",
        "https://a exa.mple",
        "https://a.exa\tmple",
        "https://a.exa\nmple",
        "https://a.example\\@b.example",
        "https://例子.example",
        "https://a.example/路径",
        "https://[::1",
        "https://[fe80::1%25eth0]",
        "https://[v1.x]",
        "https://-a.example",
        "https://a..example",
        "https://a.example.",
        "https://" + "a" * 64 + ".example",
        "https://" + "a." * 126 + "example",
        "https://a.example/../x",
        "https://a.example/x//y",
        "http://a.example",
        "http://192.168.1.2",
        "http://127.1",
        "http://2130706433",
        "http://0x7f.0.0.1",
        "http://0.0.0.0",
        "http://localhost.a.example",
        "http://127.0.0.1.a.example",
        "http://[::ffff:8.8.8.8]",
        "http://[::]",
    ],
)
def test_bad_addresses(text: str) -> None:
    with pytest.raises(EndpointError) as caught:
        parse_base_url(text)
    assert caught.value.reason is Reason.ADDRESS
    assert caught.value.detail


def test_a_pasted_password_is_not_repeated() -> None:
    with pytest.raises(EndpointError) as caught:
        parse_base_url("https://user:canary-7f3a9c@a.example")
    assert "canary" not in str(caught.value)


@given(st.text() | st.text().map("https://{}".format) | st.text().map("http://{}".format))
def test_no_text_raises_anything_else_and_plain_http_stays_here(text: str) -> None:
    try:
        base_url = parse_base_url(text)
    except EndpointError:
        return
    assert base_url.is_encrypted or base_url.is_loopback
    assert parse_base_url(base_url.endpoint_url) == base_url
