"""No file that the program writes holds a face or a secret; names are in one table alone.

Six encodings, and compressed streams, over everything that real programs leave in their folder.
"""

import base64
import gzip
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from jsonschema import Draft202012Validator
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import Places, find_places
from liveness_station.app.station import Station
from liveness_station.credentials.store import CloudAppCode, CloudCredentials
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.frames import Frame
from liveness_station.domain.secrets import Secret
from liveness_station.imaging.decode import decode
from liveness_station.imaging.encode import encode_probe
from liveness_station.session.states import EngineReady, Showing
from liveness_station.settings.values import Language, Settings
from tests.app.running import run
from tests.fakes.canaries import ENCODINGS, find_canaries, pieces_of
from tests.fakes.vault import FakeVault
from tools.document_record import schema

SUBJECT = "Müller-张三-4711"
SECRET = "appcode-canary-83h2k"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_searcher_finds_each_form(tmp_path: Path, encoding: str) -> None:
    canary = SUBJECT.encode()
    for number, form in enumerate(ENCODINGS[encoding](canary)):
        path = tmp_path / f"{encoding}-{number}"
        path.write_bytes(b"before " + form + b" after")
        found = find_canaries([path], {"subject": canary})
        assert f"{path.name}: subject in {encoding}" in found


@pytest.mark.parametrize("shift", range(3))
def test_the_searcher_finds_base64_of_more(tmp_path: Path, shift: int) -> None:
    path = tmp_path / "x"
    path.write_bytes(base64.b64encode(b"x" * shift + SECRET.encode() + b"tail"))
    assert find_canaries([path], {"secret": SECRET.encode()}) == [
        "x: secret in base64",
        "x: secret in urlsafe_base64",
    ]


@pytest.mark.parametrize("pack", [zlib.compress, gzip.compress])
def test_the_searcher_looks_into_what_is_compressed(tmp_path: Path, pack: Any) -> None:
    (tmp_path / "x").write_bytes(b"head" + pack(SECRET.encode() * 9) + b"tail")
    assert "x: secret in raw" in find_canaries([tmp_path], {"secret": SECRET.encode()})


def test_a_check_leaves_no_face_and_no_name_but_in_its_table(
    tmp_path: Path, astronaut_bgr: np.ndarray
) -> None:
    picture, data = tmp_path / "face.png", tmp_path / "data"
    cv2.imwrite(str(picture), astronaut_bgr)
    ended = run(data, "check", str(picture), "--subject", SUBJECT, "--json")
    assert json.loads(ended.stdout)["recorded"] is True

    sent = encode_probe(Frame(decode(picture.read_bytes()), 0.0, 0, "x")).jpeg
    assert sent
    with closing(sqlite3.connect(data / "records.sqlite3")) as connection:
        (body,) = connection.execute("SELECT body FROM entry WHERE kind = 'VERDICT'").fetchone()
        # Otherwise it was other bytes that were looked for.
        assert json.loads(body)["frames"][0]["bytes"] == len(sent)
    faces = pieces_of(sent) | pieces_of(picture.read_bytes()) | pieces_of(astronaut_bgr.tobytes())
    assert find_canaries([data], faces) == []
    files = [path for path in data.rglob("*") if not path.name.startswith("records.sqlite3")]
    assert find_canaries([f for f in files if f.is_file()], {"subject": SUBJECT.encode()}) == []
    assert names_are_apart(data / "records.sqlite3", SUBJECT)


def names_are_apart(database: Path, name: str) -> bool:
    """Tells whether a name is gone from the file once the tables that may hold it are emptied."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT kind, body FROM entry").fetchall()
        validator = Draft202012Validator(schema())
        for kind, body in rows:
            validator.validate({"kind": kind, "body": json.loads(body)})
        connection.execute("PRAGMA secure_delete = ON")
        with connection:
            connection.execute("DELETE FROM private")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = find_canaries(
        sorted(database.parent.glob("records.sqlite3*")), {"subject": name.encode()}
    )
    return found == []


def test_a_window_leaves_no_face_no_secret_and_no_name_but_in_its_table(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, astronaut_bgr: np.ndarray
) -> None:
    picture, data, vault = tmp_path / "face.png", tmp_path / "data", FakeVault()
    cv2.imwrite(str(picture), astronaut_bgr)
    CloudCredentials(vault).save(CloudAppCode(Secret(SECRET)))
    places, settings = (
        find_places(data),
        Settings(source=str(picture), language=Language.ENGLISH, consent=ConsentRule.ELSEWHERE),
    )
    appearance.load_fonts(qapp, places.fonts)
    with opened_window(qapp, places, settings, vault) as station:
        checked(qtbot, station)

    with closing(sqlite3.connect(data / "records.sqlite3")) as connection:
        (body,) = connection.execute("SELECT body FROM entry WHERE kind = 'VERDICT'").fetchone()
    assert json.loads(body)["frames"][0]["commitment"] is not None
    sought = pieces_of(encode_probe(Frame(astronaut_bgr.copy(), 0.0, 0, "x")).jpeg)
    sought |= pieces_of(astronaut_bgr.tobytes()) | {"secret": SECRET.encode()}
    assert find_canaries([data], sought) == []
    others = [path for path in data.rglob("*") if not path.name.startswith("records.sqlite3")]
    assert find_canaries([p for p in others if p.is_file()], {"name": SUBJECT.encode()}) == []
    assert names_are_apart(data / "records.sqlite3", SUBJECT)


@contextmanager
def opened_window(
    qapp: QApplication, places: Places, settings: Settings, vault: FakeVault
) -> Iterator[Station]:
    bench = LazyWorkbench(places, settings, data_dir=places.data, make_vault=lambda: vault)
    station = Station(qapp, places, settings, bench)
    station.start()
    try:
        yield station
    finally:
        station.console.close()
        assert station.stop()
        station.console.deleteLater()
        station.deleteLater()
        QTest.qWait(0)


def checked(qtbot: QtBot, station: Station) -> None:
    """Has the subject typed and a check made, as an operator would."""
    console, controller = station.console, station.controller
    qtbot.waitUntil(lambda: isinstance(controller.state.engine, EngineReady), timeout=30_000)
    qtbot.waitUntil(lambda: console.preview.painted_frame is not None, timeout=10_000)
    console.subject.entry.setText(SUBJECT)
    QTest.keyClick(console.subject.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: console.capture.isEnabled())
    QTest.keyClick(console.preview, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(controller.state.phase, Showing), timeout=20_000)
