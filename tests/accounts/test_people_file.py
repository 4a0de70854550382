"""The file of accounts, damaged at random: refused as a whole, or still one that we could mean."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from liveness_station.accounts.people_file import Account, Accounts, read_accounts, write_accounts
from liveness_station.accounts.throttling import Tally
from liveness_station.accounts.troubles import AccountError, AccountTrouble
from tests.fakes.accounts import ANNA, CARLA, CountingHasher

_HASH = CountingHasher().nobodys
FULL = (
    Accounts({}, Tally(3, 12.5))
    .with_account(Account(ANNA, _HASH))
    .with_account(Account(CARLA, _HASH, Tally(7, 1_795_435_200.25)))
)


def read(body: bytes) -> Accounts | AccountTrouble:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.json"
        path.write_bytes(body)
        try:
            return read_accounts(path)
        except AccountError as error:
            return error.trouble


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "people.json"
    write_accounts(path, FULL)
    assert read_accounts(path) == FULL
    assert list(read_accounts(path).by_name) == ["anna huber", "carla wu"]
    assert [one.name for one in path.parent.iterdir()] == ["people.json"]


@settings(max_examples=150)
@given(at=st.floats(0, 0.999), cut=st.integers(0, 40), put=st.binary(max_size=6))
def test_a_damaged_file_is_never_an_empty_one(at: float, cut: int, put: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.json"
        write_accounts(path, FULL)
        whole = path.read_bytes()
    place = int(at * len(whole))
    found = read(whole[:place] + put + whole[place + cut :])
    if isinstance(found, Accounts):
        assert found.has_administrator
    else:
        assert found in {AccountTrouble.DAMAGED, AccountTrouble.NEWER}


@settings(max_examples=60)
@given(st.binary(max_size=64))
def test_any_bytes_are_refused(body: bytes) -> None:
    assert read(body) is AccountTrouble.DAMAGED
