"""`ledger verify`, `checkpoint`, `public-key` and `enrol`, as somebody types them."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.app import ledger
from liveness_station.app.arguments import parse
from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.domain.verdicts import Reason
from liveness_station.storage.records import SqliteRecords
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, job, opened


class Desk:
    """A station with a keyring in memory, used from the command line."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.database = folder / "records.sqlite3"
        self.vault = FakeVault()
        self.other_vault = FakeVault()
        self._capsys = capsys

    def type(self, *words: str, vault: FakeVault | None = None) -> tuple[int, str, str]:
        """Returns exit code, standard output and standard error."""
        arguments = parse(["--data-dir", str(self.folder), "ledger", *words])
        code = ledger.run(arguments, make_vault=lambda: vault or self.vault)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def work(self, run_id: str, count: int) -> None:
        """Opens the record, has attempts made, and closes it."""
        shelf = KeyringShelf(lambda: self.vault)
        records: SqliteRecords = opened(self.database, run_id=run_id, shelf=shelf)
        for number in range(count):
            attempt(records, job(f"{run_id}-{number}"))
        records.close()
        shelf.close()

    def tamper(self, sql: str) -> None:
        """Does what the schema forbids."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("DROP TRIGGER entry_never_changes")
            connection.execute(sql)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


@pytest.fixture
def enrolled(desk: Desk) -> Desk:
    assert desk.type("enrol")[0] == 0
    desk.work("run", 60)
    return desk


def desk_query(desk: Desk, sql: str) -> int:
    with closing(sqlite3.connect(desk.database)) as connection:
        return int(connection.execute(sql).fetchone()[0])


def verified(desk: Desk, *words: str, vault: FakeVault | None = None) -> tuple[int, str]:
    code, out, _ = desk.type("verify", "--json", *words, vault=vault)
    return code, json.loads(out)["result"]


def test_an_enrolled_desk_is_intact_by_its_own_keyring(enrolled: Desk) -> None:
    code, out, _ = enrolled.type("verify")
    count = desk_query(enrolled, "SELECT max(seq) FROM entry")
    assert (code, out.splitlines()[0]) == (0, f"intact: {count} entries read")
    assert "not proven" in out
    report = json.loads(enrolled.type("verify", "--json")[1])
    assert (report["proven"], report["by_hash"], report["pending"]) == (count, 0, 0)
    assert report["signed"] >= 3


def test_an_auditor_needs_the_public_key_and_no_keyring(enrolled: Desk, tmp_path: Path) -> None:
    key = tmp_path / "station.key"
    key.write_text(enrolled.type("public-key")[1], encoding="utf-8")
    stranger = enrolled.other_vault
    copy = tmp_path / "copy.db"
    copy.write_bytes(enrolled.database.read_bytes())
    words = (str(copy), "--public-key", str(key))
    assert verified(enrolled, *words, vault=stranger) == (0, "intact")
    assert verified(enrolled, str(copy), vault=stranger) == (4, "cannot_tell")


def test_an_altered_record_names_the_first_bad_entry(enrolled: Desk) -> None:
    bad = desk_query(enrolled, "SELECT min(seq) FROM entry WHERE kind = 'VERDICT'")
    enrolled.tamper("UPDATE entry SET body = replace(body, 'SPOOF', 'LIVE') WHERE kind = 'VERDICT'")
    code, out, _ = enrolled.type("verify")
    assert code == 1
    assert out.splitlines()[:2] == [
        f"ALTERED: {bad - 1} entries read",
        f"first bad entry: {bad}: the entry or one before it was changed",
    ]


def test_a_restored_backup_is_seen_by_keyring_and_witness(enrolled: Desk, tmp_path: Path) -> None:
    backup = enrolled.database.read_bytes()
    enrolled.work("later", 3)
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    code, out, _ = enrolled.type("checkpoint", "--to", str(elsewhere))
    assert code == 0
    (witness,) = elsewhere.iterdir()
    assert out.strip() == str(witness)
    assert verified(enrolled, "--checkpoint", str(witness)) == (0, "intact")
    enrolled.database.write_bytes(backup)
    assert verified(enrolled) == (2, "rolled_back")
    words = ("--checkpoint", str(witness))
    assert verified(enrolled, *words, vault=enrolled.other_vault) == (2, "rolled_back")


def test_a_folder_of_witnesses_shows_an_old_copy_and_two_histories(
    enrolled: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    words = ("--witness-folder", str(folder))
    stranger = enrolled.other_vault
    backup = enrolled.database.read_bytes()
    enrolled.type("checkpoint", "--to", str(folder))
    enrolled.work("later", 120)
    enrolled.type("checkpoint", "--to", str(folder))
    assert verified(enrolled, *words, vault=stranger) == (0, "intact")
    newer = enrolled.database.read_bytes()
    enrolled.database.write_bytes(backup)
    assert verified(enrolled, *words, vault=stranger) == (2, "rolled_back")
    # The older checkpoint alone knows nothing that is missing: only the newer one shows it.
    (_, newest) = sorted(folder.iterdir())
    newest_text = newest.read_text(encoding="utf-8")
    newest.unlink()
    assert verified(enrolled, *words, vault=stranger) == (0, "intact")
    enrolled.database.write_bytes(newer)
    lines = newest_text.split("\n")
    lines[2], lines[3] = lines[3], lines[2]
    for number, text in enumerate((newest_text, "\n".join(lines[:5]) + "\n")):
        (folder / f"{newest.stem}-{number}.checkpoint").write_text(text, encoding="utf-8")
    code, out, _ = enrolled.type("verify", *words, vault=stranger)
    assert (code, "two histories" in out) == (1, True)
    (folder / newest.name).write_text("rubbish", encoding="utf-8")
    assert enrolled.type("verify", *words, vault=stranger)[0] == 4


def test_a_folder_without_a_checkpoint_of_this_station_tells_nothing(
    enrolled: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    code, _, err = enrolled.type("verify", "--witness-folder", str(folder))
    assert (code, "no checkpoint of this station" in err) == (4, True)
    if not hasattr(os, "mkfifo"):
        return
    station = enrolled.type("public-key")[1].partition("+")[0].rpartition("/")[2]
    os.mkfifo(folder / f"{station}-000000000001.checkpoint")
    assert enrolled.type("verify", "--witness-folder", str(folder))[0] == 4
    enrolled.type("checkpoint", "--to", str(folder))
    assert enrolled.type("verify", "--witness-folder", str(folder))[0] == 0


def test_an_attempt_without_an_end_is_incomplete(enrolled: Desk) -> None:
    shelf = KeyringShelf(lambda: enrolled.vault)
    records = opened(enrolled.database, run_id="open", shelf=shelf)
    records.submitted(job("open"), endpoint="local", source="camera")
    records.close()
    shelf.close()
    code, out, _ = enrolled.type("verify")
    assert code == 3
    assert "attempts without an end: 1" in out


def test_a_desk_without_keys_says_what_it_cannot_prove(desk: Desk) -> None:
    desk.work("run", 3)
    code, out, _ = desk.type("verify")
    assert code == 4
    assert "held by hashes alone: 8" in out
    # No keyring is asked where the record names no key: it might prompt.
    assert desk.vault.calls == []
    assert desk.type("public-key")[::2] == (
        1,
        "liveness-station ledger: this station has no keys; `ledger enrol` makes them\n",
    )


def test_an_unsigned_checkpoint_that_was_kept_outside_is_a_proof(desk: Desk) -> None:
    desk.work("run", 3)
    witness = desk.folder / "witness"
    witness.write_text(desk.type("checkpoint")[1], encoding="utf-8")
    assert verified(desk, "--checkpoint", str(witness)) == (0, "intact")
    desk.work("more", 1)
    assert verified(desk, "--checkpoint", str(witness)) == (4, "cannot_tell")


def test_what_cannot_be_used_is_never_taken_for_intact(desk: Desk, tmp_path: Path) -> None:
    code, _, err = desk.type("verify")
    assert (code, f"{desk.database}: cannot open; " in err) == (4, True)
    stranger = tmp_path / "notes.txt"
    stranger.write_text("no database" * 99)
    code, _, err = desk.type("verify", str(stranger))
    assert (code, f"{stranger}: " in err, "no record of a station" in err) == (4, True, True)
    desk.work("run", 1)
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other", desk._capsys)
    other.type("enrol")
    foreign = tmp_path / "foreign"
    foreign.write_text(other.type("public-key")[1], encoding="utf-8")
    rubbish = tmp_path / "rubbish"
    rubbish.write_bytes(b"\xff\xfe")
    for option, file, words in (
        ("--public-key", foreign, "another station"),
        ("--public-key", rubbish, "no public key"),
        ("--checkpoint", rubbish, "no checkpoint"),
        ("--checkpoint", tmp_path / "missing", "no checkpoint"),
    ):
        code, out, err = desk.type("verify", option, str(file))
        assert (code, out) == (4, "")
        assert words in err
    foreign.write_text(other.type("checkpoint")[1], encoding="utf-8")
    code, _, err = desk.type("verify", "--checkpoint", str(foreign))
    assert (code, "another station" in err) == (4, True)


def test_keys_are_replaced_only_on_request(enrolled: Desk, tmp_path: Path) -> None:
    first = enrolled.type("public-key")[1]
    old = tmp_path / "old.key"
    old.write_text(first, encoding="utf-8")
    code, _, err = enrolled.type("enrol")
    assert (code, "--replace" in err) == (1, True)
    code, second, _ = enrolled.type("enrol", "--replace")
    assert code == 0
    assert second == enrolled.type("public-key")[1] != first
    assert verified(enrolled) == (0, "intact")
    # Whoever has the first key only believes the second, which the first one named.
    enrolled.work("second", 60)
    stranger = enrolled.other_vault
    assert verified(enrolled, "--public-key", str(old), vault=stranger) == (0, "intact")


@pytest.mark.allows_log("liveness_station.app.ledger_keys: .*")
def test_keys_that_were_lost_name_nobody(enrolled: Desk, tmp_path: Path) -> None:
    old, new = tmp_path / "old.key", tmp_path / "new.key"
    old.write_text(enrolled.type("public-key")[1], encoding="utf-8")
    enrolled.vault.entries.clear()
    code, line, _ = enrolled.type("enrol", "--replace")
    assert code == 0
    new.write_text(line, encoding="utf-8")
    enrolled.work("second", 60)
    stranger = enrolled.other_vault
    assert verified(enrolled, "--public-key", str(old), vault=stranger) == (4, "cannot_tell")
    words = ("--public-key", str(old), "--public-key", str(new))
    assert verified(enrolled, *words, vault=stranger) == (0, "intact")


def test_a_keyring_that_fails_enrols_nobody(desk: Desk) -> None:
    desk.vault.trouble = Reason.CREDENTIALS_LOCKED
    code, out, _ = desk.type("enrol")
    assert (code, out) == (1, "")
    assert desk.type("public-key")[0] == 1


@pytest.mark.allows_log("liveness_station.app.ledger_keys: .*")
def test_a_keyring_that_is_locked_later_stops_nothing(enrolled: Desk) -> None:
    enrolled.vault.trouble = Reason.CREDENTIALS_LOCKED
    before = int(desk_query(enrolled, "SELECT max(seq) FROM entry"))
    enrolled.work("locked", 60)
    made = int(desk_query(enrolled, "SELECT max(seq) FROM entry"))
    assert verified(enrolled) == (4, "cannot_tell")
    enrolled.vault.trouble = None
    enrolled.work("unlocked", 1)
    assert verified(enrolled) == (4, "cannot_tell"), "they could be anybody's"
    assert enrolled.type("adopt", f"{before + 1}..{made}")[0] == 0
    assert verified(enrolled) == (0, "intact")


@pytest.mark.allows_log("liveness_station.app.ledger_keys: .*")
def test_a_keyring_that_takes_nothing_more_is_no_harm(enrolled: Desk) -> None:
    """The record is ahead of the keys then, and keys go forward."""
    kept = dict(enrolled.vault.entries)
    enrolled.work("unkept", 130)
    enrolled.vault.entries = kept
    assert verified(enrolled) == (0, "intact")
    enrolled.work("kept", 1)
    assert verified(enrolled) == (0, "intact")


def test_neither_secret_nor_key_is_in_the_record(enrolled: Desk) -> None:
    (text,) = enrolled.vault.entries.values()
    kept = json.loads(text)
    content = b"".join(
        file.read_bytes() for file in enrolled.folder.glob("records.sqlite3*") if file.is_file()
    )
    for name in ("seed", "row_key"):
        assert bytes.fromhex(kept[name]) not in content
        assert kept[name].encode() not in content


@pytest.mark.allows_log("liveness_station.app.ledger_keys: .*")
def test_entries_without_a_code_are_named_until_somebody_adopts_them(enrolled: Desk) -> None:
    enrolled.vault.trouble = Reason.CREDENTIALS_LOCKED
    enrolled.work("locked", 2)
    enrolled.vault.trouble = None
    assert enrolled.type("adopt", "1..2", vault=enrolled.other_vault)[0] == 1
    enrolled.work("open", 1)
    code, said, _ = enrolled.type("verify")
    assert code == 4
    stretch = said.partition("nobody vouches for them: ")[2].partition(";")[0]
    first, _, last = stretch.partition("..")
    assert int(last) - int(first) >= 4
    assert enrolled.type("adopt", stretch)[0] == 0
    assert enrolled.type("verify")[0] == 0
    with pytest.raises(SystemExit):
        enrolled.type("adopt", "7")
