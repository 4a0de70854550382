import base64
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.ledger.checkpoints import (
    Checkpoint,
    Note,
    key_id_of,
    parse_note,
    parse_public_key,
    public_key_of,
    public_key_text,
    sign,
    station_of,
)

STATION = bytes(range(16))
SEED = bytes(range(32))
OTHER_SEED = bytes(32)
CHECKPOINT = Checkpoint(STATION, 100, b"r" * 32, b"h" * 32)
KEY = public_key_of(SEED)


def test_a_checkpoint_is_this_text() -> None:
    assert CHECKPOINT.text == (
        "liveness-station.ledger/000102030405060708090a0b0c0d0e0f\n"
        "100\n"
        f"{base64.b64encode(b'r' * 32).decode()}\n"
        f"{base64.b64encode(b'h' * 32).decode()}\n"
    )


def test_a_note_is_what_c2sp_says_it_is() -> None:
    note = sign(CHECKPOINT, SEED)
    text, _, signature_line = note.text.partition("\n\n")
    dash, name, encoded = signature_line.rstrip("\n").split(" ")
    raw = base64.b64decode(encoded)
    assert (dash, name) == ("—", CHECKPOINT.text.split("\n")[0])
    assert raw[:4] == key_id_of(STATION, KEY)
    Ed25519PublicKey.from_public_bytes(KEY).verify(raw[4:], (text + "\n").encode())


@given(st.integers(0, 2**60), st.binary(min_size=32, max_size=32))
def test_a_note_is_read_as_it_was_written(size: int, root: bytes) -> None:
    for note in (
        Note(replace(CHECKPOINT, size=size, root=root)),
        sign(replace(CHECKPOINT, size=size, root=root), SEED),
    ):
        assert parse_note(note.text) == note


def test_only_the_key_that_signed_is_believed() -> None:
    note = parse_note(sign(CHECKPOINT, SEED).text)
    assert note.is_signed_by(KEY)
    assert note.is_valid(KEY)
    other = public_key_of(OTHER_SEED)
    assert not note.is_signed_by(other)
    assert not note.is_valid(other)
    assert not Note(CHECKPOINT).is_valid(KEY)
    for changed in (
        replace(CHECKPOINT, size=99),
        replace(CHECKPOINT, root=bytes(32)),
        replace(CHECKPOINT, head=bytes(32)),
    ):
        moved = Note(changed, note.signatures)
        assert moved.is_signed_by(KEY)
        assert not moved.is_valid(KEY)


@given(st.data())
def test_a_damaged_note_is_refused_or_unsigned(data: st.DataObject) -> None:
    text = sign(CHECKPOINT, SEED).text
    at = data.draw(st.integers(0, len(text) - 1))
    mark = data.draw(st.characters(exclude_characters=text[at]))
    damaged = text[:at] + mark + text[at + 1 :]
    try:
        note = parse_note(damaged)
    except ValueError:
        return
    assert not note.is_valid(KEY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "a\n1\nb\nc\n\n",
        CHECKPOINT.text,
        CHECKPOINT.text + "\nx\n",
        CHECKPOINT.text.replace("100", "0100") + "\n",
        CHECKPOINT.text.replace("100", "-1") + "\n",
        CHECKPOINT.text + "extension\n\n",
        CHECKPOINT.text + "\n" + "x" * 5000,
        CHECKPOINT.text.replace("\n", "\r\n") + "\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_note(text)


def test_a_public_key_is_a_line_that_tells_its_own_damage() -> None:
    line = public_key_text(STATION, KEY)
    assert parse_public_key(line + "\n") == (STATION, KEY)
    origin, key_id, encoded = line.split("+", 2)
    for damaged in (
        "",
        line[:-5],
        f"{origin}+00000000+{encoded}",
        f"{origin[:-1]}0+{key_id}+{encoded}",
        f"{origin}+{key_id}+{base64.b64encode(bytes(33)).decode()}",
    ):
        with pytest.raises(ValueError, match=r".+"):
            parse_public_key(damaged)
    with pytest.raises(ValueError, match="origin"):
        station_of("somebody.else/000102030405060708090a0b0c0d0e0f")
