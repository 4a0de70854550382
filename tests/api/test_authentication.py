import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.api.authentication import AppCode, AppKey, headers_for
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason

CANARY = "canary-7f3a9c"


def test_the_appcode_is_one_header() -> None:
    assert headers_for(AppCode(Secret("a1b2c3d4")), 0) == {"Authorization": "APPCODE a1b2c3d4"}


def test_the_signature_is_the_vendors() -> None:
    # md5("key1&1700000000123&secret1"), computed with another program
    assert headers_for(AppKey("key1", Secret("secret1")), 1_700_000_000_123) == {
        "x-ca-key": "key1",
        "x-ca-timestamp": "1700000000123",
        "x-ca-signature": "4e33464a0324f5a57a8cf17a560c8afa",
    }


@pytest.mark.parametrize(
    "text", ["", "abc", "你的APPCODE", "abcd\r\nX-Evil: 1", "abcd\x00", "ab cd", "abcd ", "a" * 129]
)
def test_what_is_no_credential_is_refused_at_use(text: str) -> None:
    for authentication in (
        AppCode(Secret(text)),
        AppKey(text, Secret("secret1")),
        AppKey("key1", Secret(text)),
    ):
        with pytest.raises(EndpointError) as caught:
            headers_for(authentication, 0)
        assert caught.value.reason is Reason.CREDENTIALS_REFUSED
        assert not text or text not in str(caught.value)


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    try:
        headers = headers_for(AppCode(Secret(text)), 0)
    except EndpointError:
        return
    headers["Authorization"].encode("ascii")


def test_credentials_are_not_in_representations() -> None:
    shown = f"{AppCode(Secret(CANARY))!r}{AppKey(CANARY, Secret(CANARY))!r}"
    assert CANARY not in shown
