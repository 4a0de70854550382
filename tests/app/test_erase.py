"""`erase`, `hold`, `retention` and `pictures`, as somebody types them."""

import io
import json
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from filelock import FileLock

from liveness_station.app import erase, ledger, pictures, retention
from liveness_station.app.arguments import parse
from liveness_station.app.paths import find_places
from liveness_station.app.picture_keys import PictureKeyShelf, entry_name, load_or_make
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.settings import queue_file
from liveness_station.settings.queue_file import keep_queue, queue_of, read_queue
from liveness_station.storage.pictures import PictureStore, station_of
from liveness_station.storage.purges import digest_of
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, job, opened
from tests.storage.pictures import CANARY, JPEG, SUBJECT, encodings, found_in

RUNS = {
    "erase": erase.run,
    "hold": retention.run,
    "retention": retention.run,
    "pictures": pictures.run,
    "ledger": ledger.run,
}


class Desk:
    """A station with a keyring in memory and two subjects, used from the command line."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder / "data"
        self.out = folder / "receipts"
        self.out.mkdir()
        self.database = self.folder / "records.sqlite3"
        self.vault = FakeVault()
        self._capsys = capsys
        records = opened(self.database, utc_now=lambda: datetime.now(UTC))
        shelf = PictureKeyShelf(lambda: self.vault, self.folder / "pictures.keys.lock")
        for number in range(3):
            attempt(records, job(f"job-{number}", subject=SUBJECT))
            PictureStore(records.appender, shelf.look).keep(f"job-{number}", (JPEG,), form="full")
        attempt(records, job("other", subject="somebody else"))
        self.station = station_of(records.appender.database)
        records.close()
        shelf.close()

    def type(self, *words: str) -> tuple[int, str, str]:
        """Returns exit code, standard output and standard error."""
        arguments = parse(["--data-dir", str(self.folder), *words])
        code = RUNS[words[0]](arguments, make_vault=lambda: self.vault)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def is_whole(self) -> bool:
        code, out, _ = self.type("ledger", "verify", "--json")
        # 4: a station without keys of its own proves nothing; no fault is what matters.
        return code == 4 and json.loads(out)["fault"] is None


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_subject_is_taken_out_of_the_line_as_well(desk: Desk) -> None:
    queue = find_places(desk.folder).queue
    waiting = (SUBJECT, "somebody new", "another")
    line = Queue(tuple(Waiting(Subject(one), "", f"name of {one}") for one in waiting))
    keep_queue(queue, line, (), now=datetime.now(UTC))
    typed = ("--out", str(desk.out), "--request", "GDPR-17")
    assert desk.type("erase", "--subject", SUBJECT, "--dry-run")[0] == 0
    assert SUBJECT in queue.read_text(encoding="utf-8")
    code, out, _ = desk.type("erase", "--subject", SUBJECT, *typed)
    assert code == 0
    assert "taken out of the line" in out
    assert found_in(desk.folder, *encodings(SUBJECT)) == []
    # Who was in line and never before a camera has nothing to be given a receipt for.
    code, out, err = desk.type("erase", "--subject", "somebody new", *typed)
    assert (code, err) == (0, "")
    assert desk.type("erase", "--subject", "somebody new", *typed)[0] == 4
    left = queue_of(read_queue(queue, now=datetime.now(UTC)))
    assert [one.subject.reference for one in left.line] == ["another"]


def test_a_line_that_is_held_is_not_passed_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_file, "_LOCK_S", 0.05)
    (desk.folder / "queue.json").write_text("{}", encoding="utf-8")
    with FileLock(desk.folder / "queue.json.lock"):
        code, _, err = desk.type(
            "erase", "--subject", SUBJECT, "--out", str(desk.out), "--request", "GDPR-17"
        )
    assert code == 1
    assert "queue.json could not be written" in err


def test_a_subject_is_erased_and_the_receipt_holds_against_the_chain(desk: Desk) -> None:
    assert found_in(desk.folder, *encodings(SUBJECT))
    backup = desk.folder / "records.sqlite3.v3.bak"
    backup.write_text(SUBJECT)
    code, out, err = desk.type(
        "erase", "--subject", SUBJECT, "--out", str(desk.out), "--request", "GDPR-17"
    )
    assert (code, err) == (0, "")
    assert found_in(desk.folder, *encodings(SUBJECT), CANARY[:24]) == []
    assert desk.is_whole()
    (path,) = desk.out.glob("*.json")
    assert str(path) in out
    receipt = json.loads(path.read_text())
    assert receipt["request"] == "GDPR-17"
    assert receipt["copies_removed"] == 1
    assert receipt["log_emptied"] is True
    assert sorted(receipt["purges"][0]["keys"]) == ["job-0", "job-1", "job-2"]
    with closing(sqlite3.connect(desk.database)) as connection:
        for purge in receipt["purges"]:
            row = connection.execute(
                "SELECT kind, hash FROM entry JOIN link USING (seq) WHERE seq = ?",
                (purge["sequence"],),
            ).fetchone()
            assert row == ("PURGE", bytes.fromhex(purge["hash"]))
    text = path.with_suffix(".txt").read_text()
    assert receipt["purges"][0]["hash"] in text
    assert found_in(desk.out, *encodings(SUBJECT)) == []


def test_a_run_that_was_killed_before_its_receipt_is_told_of_by_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise SystemExit(9)

    words = ("erase", "--subject", SUBJECT, "--out", str(desk.out), "--request", "Frau Muster 17")
    with monkeypatch.context() as patch:
        patch.setattr(erase, "finish", killed)
        with pytest.raises(SystemExit):
            desk.type(*words)
    assert list(desk.out.iterdir()) == []
    assert desk.type(*words)[0] == 0
    (path,) = desk.out.glob("*.json")
    (purge,) = json.loads(path.read_text())["purges"]
    assert sorted(purge["keys"]) == ["job-0", "job-1", "job-2"]
    assert purge["pictures"] == 3
    with closing(sqlite3.connect(desk.database)) as connection:
        sql = "SELECT body, hash FROM entry JOIN link USING (seq) WHERE seq = ?"
        body, made = connection.execute(sql, (purge["sequence"],)).fetchone()
    assert made.hex() == purge["hash"]
    assert json.loads(body)["keys_sha256"] == digest_of(purge["keys"])
    assert found_in(desk.folder, *encodings("Frau Muster"), *encodings(SUBJECT)) == []
    assert desk.is_whole()
    other = desk.type(*words[:-1], "another")
    assert (other[0], other[1]) == (4, "")


def test_pictures_are_read_where_that_is_asked_for(desk: Desk) -> None:
    file = next((desk.folder / "pictures").rglob("*.sealed"))
    file.write_bytes(b"other")
    assert desk.is_whole()
    code, out, _ = desk.type("ledger", "verify", "--pictures", "--json")
    assert code == 1
    assert "picture" in json.loads(out)["fault"]


def test_a_dry_run_only_tells(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(SUBJECT + "\n"))
    code, out, _ = desk.type("erase", "--subject", "-", "--dry-run")
    assert code == 0
    assert out.startswith("3 attempts")
    assert found_in(desk.folder, *encodings(SUBJECT))


def test_a_mistyped_reference_is_told_from_one_that_was_erased(desk: Desk) -> None:
    records = opened(desk.database, run_id="again", utc_now=lambda: datetime.now(UTC))
    attempt(records, job("kept", subject="Canary-17"))
    records.close()
    for words in (("--dry-run",), ("--out", str(desk.out))):
        code, out, err = desk.type("erase", "--subject", "canary-1", *words)
        assert (code, out) == (4, "")
        assert "found nobody" in err
        assert "'Canary-17'" in err
    assert list(desk.out.iterdir()) == []
    code, _, err = desk.type("erase", "--subject", "Nobody", "--out", str(desk.out))
    assert (code, "the history finds" in err) == (4, False)


def test_where_there_is_no_record_none_is_made(desk: Desk, tmp_path: Path) -> None:
    desk.folder = tmp_path / "elsewhere"
    code, _, err = desk.type("erase", "--subject", SUBJECT, "--out", str(desk.out))
    assert (code, str(desk.folder) in err) == (1, True)
    assert not (desk.folder / "records.sqlite3").exists()


def test_what_is_under_hold_is_not_erased_before_it_is_lifted(desk: Desk) -> None:
    code, out, _ = desk.type("hold", "place", "--subject", SUBJECT, "--note", "case 7")
    assert code == 0
    hold_id = out.split()[0]
    assert SUBJECT in desk.type("hold", "list")[1]
    code, _, err = desk.type("erase", "--subject", SUBJECT, "--out", str(desk.out))
    assert code == 1
    assert "hold" in err
    assert list(desk.out.iterdir()) == []
    code, _, err = desk.type("hold", "lift", "12345678")
    assert (code, "no hold '12345678' is in force" in err) == (1, True)
    assert desk.type("hold", "lift", hold_id)[0] == 0
    assert desk.type("hold", "list")[1] == ""
    assert desk.type("erase", "--subject", SUBJECT, "--out", str(desk.out))[0] == 0
    assert found_in(desk.folder, *encodings(SUBJECT)) == []
    assert desk.is_whole()


def test_an_altered_record_is_not_erased_from(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.database)) as connection, connection:
        connection.execute("DROP TRIGGER entry_never_changes")
        connection.execute("UPDATE entry SET utc = '2020-01-01T00:00:00.000000Z' WHERE seq = 3")
    code, _, err = desk.type("erase", "--subject", SUBJECT, "--out", str(desk.out))
    assert code == 1
    assert "altered" in err
    assert found_in(desk.folder, *encodings(SUBJECT))
    assert desk.type("retention", "run")[0] == 1


def test_an_attempt_without_an_end_is_told_of(desk: Desk) -> None:
    records = opened(desk.database, run_id="alive", utc_now=lambda: datetime.now(UTC))
    records.submitted(job("running", subject=SUBJECT), endpoint="local", source="camera")
    code, _, err = desk.type("erase", "--subject", SUBJECT, "--out", str(desk.out))
    records.close()
    assert code == 3
    assert "under way" in err


@pytest.mark.parametrize("words", [("--subject", " "), ("--subject", "a\nb")])
def test_what_is_no_reference_is_refused(desk: Desk, words: tuple[str, str]) -> None:
    assert desk.type("erase", *words, "--dry-run")[0] == 1


def test_without_a_place_for_the_receipt_nothing_is_erased(desk: Desk) -> None:
    missing = desk.out / "missing"
    assert desk.type("erase", "--subject", SUBJECT, "--out", str(missing))[0] == 1
    assert found_in(desk.folder, *encodings(SUBJECT))


def test_retention_by_hand_takes_pictures_that_nobody_keeps_any_more(desk: Desk) -> None:
    code, out, _ = desk.type("retention", "run")
    assert code == 0
    assert "3 pictures" in out
    assert found_in(desk.folder, *encodings(SUBJECT))
    assert desk.type("retention", "confirm-clock")[0] == 0
    assert desk.is_whole()


def test_a_picture_is_shown_to_an_auditor_and_the_record_says_so(desk: Desk) -> None:
    target = desk.out / "face.jpg"
    code, out, _ = desk.type("pictures", "show", "job-1", "--out", str(target))
    assert (code, out.strip()) == (0, str(target))
    assert target.read_bytes() == JPEG
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with closing(sqlite3.connect(desk.database)) as connection:
        (body,) = connection.execute("SELECT body FROM entry WHERE kind = 'EXPORT'").fetchone()
    assert json.loads(body)["has_pictures"] is True
    # Never over another file, and nothing where nothing is kept.
    assert desk.type("pictures", "show", "job-1", "--out", str(target))[0] == 1
    assert desk.type("pictures", "show", "other", "--out", str(desk.out / "b.jpg"))[0] == 1
    assert desk.type("pictures", "show", "nobody", "--out", str(desk.out / "c.jpg"))[0] == 1


def test_a_picture_whose_row_is_gone_by_force_is_an_alarm(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.database)) as connection, connection:
        connection.execute("DROP TRIGGER IF EXISTS picture_never_changes")
        connection.execute("DELETE FROM picture WHERE job = 'job-1'")
    words = ("--out", str(desk.out / "a.jpg"))
    code, _, err = desk.type("pictures", "show", "job-1", *words)
    assert (code, "missing or was altered" in err) == (1, True)
    assert desk.type("erase", "--subject", SUBJECT, "--out", str(desk.out))[0] == 0
    code, _, err = desk.type("pictures", "show", "job-2", *words)
    assert (code, "nothing is kept" in err) == (1, True)


@pytest.mark.allows_log("no picture can be sealed or opened")
def test_T40_drill_keys_lost_with_the_keyring_come_back_from_escrow(desk: Desk) -> None:
    private_key = X25519PrivateKey.generate()
    private, public = desk.out / "private.pem", desk.out / "public.pem"
    private.write_bytes(
        private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    public.write_bytes(
        private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    code, sealed, _ = desk.type("pictures", "escrow", "--to", str(public))
    assert code == 0
    copy = desk.out / "copy.json"
    copy.write_text(sealed)
    old_key = json.loads(desk.vault.entries[entry_name(desk.station)])["keys"][0]
    assert old_key not in sealed
    desk.vault.remove(entry_name(desk.station))
    face = desk.out / "face.jpg"
    code, _, err = desk.type("pictures", "show", "job-1", "--out", str(face))
    assert code == 1
    assert "no key" in err
    assert entry_name(desk.station) not in desk.vault.entries
    # By then the station has made new keys; what they have sealed stays readable as well.
    newer = load_or_make(desk.vault, desk.station, desk.folder / "pictures.keys.lock")
    code, out, _ = desk.type("pictures", "restore", "--from", str(copy), "--key", str(private))
    assert (code, out.split()[0]) == (0, "2")
    kept = json.loads(desk.vault.entries[entry_name(desk.station)])["keys"]
    assert kept == [newer.newest.hex(), old_key]
    assert desk.type("pictures", "show", "job-1", "--out", str(face))[0] == 0
    assert face.read_bytes() == JPEG
    assert desk.type("pictures", "restore", "--from", str(copy), "--key", str(public))[0] == 1
