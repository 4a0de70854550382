"""Who may ask, and the file that says so."""

import ast
import inspect
import json
import os
import sys
from pathlib import Path
from types import MappingProxyType

import pytest

from liveness_station.contract.signing import appcode_headers, signature_headers
from liveness_station.domain.secrets import Secret
from liveness_station.service import access
from liveness_station.service.access import (
    SIGNATURE_WINDOW_MS,
    ServiceCredentials,
    check_owner_only,
    parse_credentials,
    read_credentials_file,
)
from liveness_station.service.troubles import CredentialsFileError, Refusal, RefusedError

NOW_MS = 1_790_000_000_000
CREDENTIALS = ServiceCredentials(
    (Secret("first-code"), Secret("second-code")),
    MappingProxyType({"key-a": Secret("secret-a"), "key-b": Secret("secret-b")}),
)
GOOD = {"appcodes": ["first-code"], "apps": {"key-a": "secret-a"}}


def signed(app: str = "b", *, timestamp_ms: int = NOW_MS) -> dict[str, str]:
    return signature_headers(f"key-{app}", f"secret-{app}", timestamp_ms=timestamp_ms)


def lowered(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def test_each_appcode_and_app_is_known() -> None:
    def label(headers: dict[str, str]) -> str:
        return CREDENTIALS.authenticate(lowered(headers), NOW_MS).label

    assert label(appcode_headers("first-code")) == "appcode-1"
    assert label(appcode_headers("second-code")) == "appcode-2"
    assert label(signed("a")) == "signature-1"
    assert label(signed()) == "signature-2"


@pytest.mark.parametrize("offset_ms", [-SIGNATURE_WINDOW_MS, 0, SIGNATURE_WINDOW_MS])
def test_a_signature_holds_for_five_minutes_either_way(offset_ms: int) -> None:
    headers = signed(timestamp_ms=NOW_MS + offset_ms)
    assert CREDENTIALS.authenticate(headers, NOW_MS).number == 2


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({}, "no credentials"),
        (appcode_headers("first-code") | signed(), "not two"),
        (appcode_headers("third-code"), "unknown AppCode"),
        (appcode_headers(""), "unknown AppCode"),
        ({"authorization": "Bearer first-code"}, "must be 'APPCODE '"),
        (signed("c"), "wrong signature"),
        (signed() | {"x-ca-key": "key-a"}, "wrong signature"),
        (signed() | {"x-ca-timestamp": str(NOW_MS + 1)}, "wrong signature"),
        (signed() | {"x-ca-signature": signed()["x-ca-signature"].upper()}, "wrong signature"),
        (signed() | {"x-ca-signature": ""}, "wrong signature"),
        ({"x-ca-signature": signed()["x-ca-signature"]}, "wrong signature"),
        (signed(timestamp_ms=NOW_MS + SIGNATURE_WINDOW_MS + 1), "300 s"),
        (signed(timestamp_ms=NOW_MS - SIGNATURE_WINDOW_MS - 1), "300 s"),
        (signed(timestamp_ms=NOW_MS // 1000), "300 s"),
        (signed(timestamp_ms=-NOW_MS), "milliseconds"),
        (signed(timestamp_ms=10**18), "milliseconds"),
    ],
)
def test_everybody_else_is_unknown(headers: dict[str, str], words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        CREDENTIALS.authenticate(lowered(headers), NOW_MS)


def test_without_credentials_nobody_is_known() -> None:
    with pytest.raises(RefusedError):
        ServiceCredentials().authenticate(lowered(appcode_headers("first-code")), NOW_MS)


def test_secrets_are_compared_by_compare_digest_alone() -> None:
    """`==` and `in` stop at the first difference, and so tell where it is (T37)."""
    tree = ast.parse(inspect.getsource(access.ServiceCredentials))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert sum(node.attr == "compare_digest" for node in calls) == 3
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            assert not names & {"given", "wanted", "key", "app_key", "appcode", "app_secret"}


def test_credentials_do_not_print() -> None:
    assert "secret-a" not in repr(CREDENTIALS)
    assert "first-code" not in repr(CREDENTIALS)


def test_both_kinds_are_parsed() -> None:
    credentials = parse_credentials(json.dumps(GOOD).encode())
    assert [code.reveal() for code in credentials.appcodes] == ["first-code"]
    assert {key: secret.reveal() for key, secret in credentials.apps.items()} == GOOD["apps"]
    assert parse_credentials(b'{"apps":{"key-a":"secret-a"}}').appcodes == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "one JSON object"),
        ("[]", "one JSON object"),
        ('\ufeff{"appcodes":["first-code"]}', "BOM"),
        ('{"appcodes":["first-code"],"appcodes":["other-code"]}', "duplicate key"),
        ("{}", "at least one"),
        ('{"appcodes":[],"apps":{}}', "at least one"),
        ('{"appcode":["first-code"]}', "unknown name"),
        ('{"appcodes":"first-code"}', "must be a list"),
        ('{"appcodes":[17]}', "AppCode 1"),
        ('{"appcodes":["first-code","with space"]}', "AppCode 2"),
        ('{"appcodes":["first-code","first-code"]}', "twice"),
        ('{"apps":["key-a"]}', "must be an object"),
        ('{"apps":{"k":"secret-a"}}', "key of app 1"),
        ('{"apps":{"key-a":"你的APPSECRET"}}', "secret of app 1"),
    ],
)
def test_what_is_wrong_with_the_file_is_said_without_quoting_it(text: str, words: str) -> None:
    with pytest.raises(CredentialsFileError, match=words) as caught:
        parse_credentials(text.encode())
    for secret in ("first-code", "secret-a", "with space", "key-a"):
        assert secret not in str(caught.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "credentials.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_file_of_the_owners_is_read(file: Path) -> None:
    assert len(read_credentials_file(file).appcodes) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_file_that_others_can_use_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    for check in (check_owner_only, read_credentials_file):
        with pytest.raises(CredentialsFileError, match="chmod 600"):
            check(file)


@pytest.mark.skipif(sys.platform == "win32", reason="owners are POSIX")
def test_a_file_of_another_user_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: stranger)
    with pytest.raises(CredentialsFileError, match="another user"):
        read_credentials_file(file)


def test_a_missing_file_a_folder_a_pipe_and_a_large_file_are_refused(file: Path) -> None:
    with pytest.raises(CredentialsFileError, match="cannot be read"):
        read_credentials_file(file.with_name("absent.json"))
    with pytest.raises(CredentialsFileError, match="no regular file"):
        read_credentials_file(file.parent)
    file.write_bytes(b" " * (access.MAX_FILE_BYTES + 1))
    with pytest.raises(CredentialsFileError, match="64 KiB"):
        read_credentials_file(file)
    if sys.platform != "win32":
        os.mkfifo(file.with_name("pipe"), 0o600)
        with pytest.raises(CredentialsFileError, match="no regular file"):
            read_credentials_file(file.with_name("pipe"))


def test_a_signature_that_may_have_been_used_before_the_start_is_refused_and_no_other() -> None:
    for timestamp_ms, is_refused in ((NOW_MS - 1, True), (NOW_MS, True), (NOW_MS + 1, False)):
        headers = lowered(signed(timestamp_ms=timestamp_ms))
        if not is_refused:
            assert CREDENTIALS.authenticate(headers, NOW_MS + 5, forgotten_until_ms=NOW_MS).number
            continue
        with pytest.raises(RefusedError, match="before this server started") as caught:
            CREDENTIALS.authenticate(headers, NOW_MS + 5, forgotten_until_ms=NOW_MS)
        assert caught.value.refusal is Refusal.BUSY


def test_a_wrong_signature_learns_nothing_of_the_start() -> None:
    headers = lowered(signed(timestamp_ms=NOW_MS - 1) | {"x-ca-signature": "0" * 32})
    with pytest.raises(RefusedError, match="unknown AppKey or wrong signature"):
        CREDENTIALS.authenticate(headers, NOW_MS, forgotten_until_ms=NOW_MS)
