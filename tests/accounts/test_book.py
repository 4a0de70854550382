"""The book of accounts: who signs in, who changes what, and what becomes of wrong PINs."""

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argon2.exceptions import HashingError
from filelock import FileLock

from liveness_station.accounts import book as book_module
from liveness_station.accounts import hashing
from liveness_station.accounts.book import AccountBook
from liveness_station.accounts.hashing import LANES, MEMORY_KIB, PASSES, Cost, PinHasher, is_hash
from liveness_station.accounts.people_file import MOST_PEOPLE
from liveness_station.accounts.throttling import MOST_FAILURES
from liveness_station.accounts.troubles import CLOSED, AccountError, AccountTrouble
from liveness_station.domain.desk_events import PeopleEvent, PeopleStep
from liveness_station.domain.people import OWNER, Person, Role
from liveness_station.domain.secrets import Secret
from tests.fakes.accounts import ANNA, BERT, CARLA, CHEAP, PINS, CountingHasher, Desk


def sign_in(book: AccountBook, name: str, pin: str) -> Person | AccountError:
    try:
        return book.sign_in(name, Secret(pin))
    except AccountError as error:
        return error


def refusal(book: AccountBook, name: str, pin: str) -> AccountError:
    answer = sign_in(book, name, pin)
    assert isinstance(answer, AccountError)
    assert not pin or pin not in repr(answer) + str(answer)
    return answer


def stored(desk: Desk) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(desk.path.read_text(encoding="utf-8"))
    return body


def test_a_station_without_a_file_has_nobody(desk: Desk) -> None:
    assert desk.book.people() == ()
    assert not desk.path.parent.exists()
    assert refusal(desk.book, "Anna", "7153").trouble is AccountTrouble.WRONG


def test_the_first_account_is_an_administrators(desk: Desk) -> None:
    with pytest.raises(AccountError) as caught:
        desk.book.add("Carla", Role.OPERATOR, Secret("9375"), by=OWNER)
    assert caught.value.trouble is AccountTrouble.FIRST_ADMINISTRATOR
    event = desk.book.add(" Anna Huber", Role.ADMINISTRATOR, Secret("7153"), by=OWNER)
    assert event == PeopleEvent(PeopleStep.ADDED, ANNA.name, ANNA.role, "")
    assert desk.book.people() == (ANNA,)


def test_the_right_pin_signs_in_whatever_the_case_of_the_name(desk: Desk) -> None:
    desk.fill()
    assert sign_in(desk.book, "anna  HUBER ", "7153") == ANNA
    assert sign_in(desk.book, "Carla Wu", "９３７５") == CARLA
    assert sign_in(desk.reopened(), "Bert Lang", "8264") == BERT


@pytest.mark.parametrize(
    ("name", "pin"), [("Anna Huber", "8264"), ("Anna Huber", ""), ("Anna", "7153"), ("", "7153")]
)
def test_anything_else_signs_nobody_in(desk: Desk, name: str, pin: str) -> None:
    desk.fill()
    answer = refusal(desk.book, name, pin)
    assert (answer.trouble, answer.wait_s) == (AccountTrouble.WRONG, 0)
    assert answer.who == (ANNA if name == ANNA.name else None)


def test_the_file_is_its_owners_only_and_holds_no_pin(desk: Desk) -> None:
    desk.fill()
    text = desk.path.read_text(encoding="utf-8")
    assert all(pin not in text.replace(ANNA.name, "") for pin in ('"7153"', '"8264"'))
    assert [is_hash(one["pin"]) for one in stored(desk)["people"]] == [True] * 3
    assert len({one["pin"] for one in stored(desk)["people"]}) == 3
    if sys.platform != "win32":
        assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600


def test_wrong_pins_make_a_name_wait_and_only_that_name(desk: Desk) -> None:
    desk.fill()
    waits = [refusal(desk.book, CARLA.name, "0417").wait_s for _ in range(5)]
    assert waits == [0, 0, 0, 0, 30]
    tried = len(desk.hasher.compared)
    early = refusal(desk.book, CARLA.name, PINS[CARLA.name])
    assert (early.trouble, early.wait_s, early.who) == (AccountTrouble.WAIT, 30, CARLA)
    assert len(desk.hasher.compared) == tried
    assert sign_in(desk.book, BERT.name, PINS[BERT.name]) == BERT
    desk.pass_time(29)
    assert refusal(desk.book, CARLA.name, PINS[CARLA.name]).wait_s == pytest.approx(1)
    desk.pass_time(2)
    assert refusal(desk.book, CARLA.name, "0417").wait_s == 60
    desk.pass_time(61)
    assert sign_in(desk.book, CARLA.name, PINS[CARLA.name]) == CARLA
    assert refusal(desk.book, CARLA.name, "0417").wait_s == 0


def test_a_new_start_does_not_shorten_the_wait(desk: Desk) -> None:
    desk.fill()
    for _ in range(5):
        refusal(desk.book, CARLA.name, "0417")
    answer = refusal(desk.reopened(), CARLA.name, PINS[CARLA.name])
    assert (answer.trouble, answer.wait_s) == (AccountTrouble.WAIT, 30)


def test_a_try_that_is_broken_off_counts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever pulls the plug before a wrong PIN is counted must not have had it for nothing."""
    desk.fill()

    def pulled(_kept: str, _pin: Secret) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(desk.hasher, "is_match", pulled)
    with pytest.raises(KeyboardInterrupt):
        desk.book.sign_in(CARLA.name, Secret("0417"))
    assert stored(desk)["people"][2]["failures"] == 1


def test_a_hundred_wrong_pins_are_the_end_until_a_new_one_is_set(desk: Desk) -> None:
    desk.fill()
    for _ in range(MOST_FAILURES):
        refusal(desk.book, CARLA.name, "0417")
        desk.pass_time(1000)
    assert refusal(desk.book, CARLA.name, PINS[CARLA.name]).trouble is AccountTrouble.BLOCKED
    desk.book.change_pin(CARLA.name, Secret("6248"), by=ANNA)
    assert sign_in(desk.book, CARLA.name, "6248") == CARLA


def test_a_name_that_nobody_has_costs_what_anybodys_costs(desk: Desk) -> None:
    """The same steps, the same file written, one comparison of the same cost."""
    desk.fill()
    parts = []
    for name in (CARLA.name, "Nobody"):
        before, written = len(desk.hasher.compared), desk.path.stat().st_ino
        assert refusal(desk.book, name, "0417").trouble is AccountTrouble.WRONG
        assert desk.path.stat().st_ino != written
        (kept,) = desk.hasher.compared[before:]
        parts.append(kept.split("$")[:4])
        assert [len(part) for part in kept.split("$")[4:]] == [22, 43]
    assert parts[0] == parts[1] == ["", "argon2id", "v=19", "m=8,t=1,p=1"]


def test_names_that_nobody_has_wait_too_and_are_forgiven_together(desk: Desk) -> None:
    desk.fill()
    waits = [refusal(desk.book, f"Nobody {n}", "0417").wait_s for n in range(5)]
    assert waits == [0, 0, 0, 0, 30]
    assert refusal(desk.book, "Nobody", "0417").trouble is AccountTrouble.WAIT
    assert sign_in(desk.book, ANNA.name, PINS[ANNA.name]) == ANNA
    assert refusal(desk.book, "Nobody", "0417").wait_s == 0


def test_the_cost_is_what_rfc_9106_recommends_in_one_lane() -> None:
    assert (PASSES, MEMORY_KIB, LANES) == (3, 64 * 1024, 1)
    hasher = PinHasher()
    kept = hasher.hash(Secret("7153"))
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert hasher.is_match(kept, Secret("7153"))
    assert not hasher.is_match(kept, Secret("7154"))
    assert hasher.nobodys.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert not hasher.is_match(hasher.nobodys, Secret("7153"))
    assert is_hash(hasher.nobodys)


def test_a_hash_of_another_cost_is_replaced_when_its_pin_is_there(desk: Desk) -> None:
    desk.fill()
    desk.hasher = CountingHasher(Cost(passes=2, memory_kib=16, lanes=1))
    book = desk.reopened()
    refusal(book, ANNA.name, "0417")
    assert "m=8,t=1" in stored(desk)["people"][0]["pin"]
    assert sign_in(book, ANNA.name, PINS[ANNA.name]) == ANNA
    assert "m=16,t=2" in stored(desk)["people"][0]["pin"]
    assert sign_in(book, ANNA.name, PINS[ANNA.name]) == ANNA


@pytest.mark.parametrize("by", [BERT, CARLA, OWNER, Person("Mallory", Role.ADMINISTRATOR)])
def test_only_an_administrator_of_the_file_changes_accounts(desk: Desk, by: Person) -> None:
    """A role is believed as the file has it: a value in memory may be older than that."""
    desk.fill()
    desk.book.add("Dora", Role.OPERATOR, Secret("7153"), by=ANNA)
    attempts: list[Callable[[], object]] = [
        lambda: desk.book.add("Emil", Role.ADMINISTRATOR, Secret("5193"), by=by),
        lambda: desk.book.change_role("Dora", Role.SUPERVISOR, by=by),
        lambda: desk.book.change_pin("Dora", Secret("5193"), by=by),
        lambda: desk.book.remove("Dora", by=by),
    ]
    before = desk.path.read_bytes()
    for attempt in attempts:
        with pytest.raises(AccountError) as caught:
            attempt()
        assert caught.value.trouble is AccountTrouble.NOT_ALLOWED
    assert desk.path.read_bytes() == before


def test_who_is_demoted_changes_nothing_any_more(desk: Desk) -> None:
    desk.fill()
    desk.book.change_role(BERT.name, Role.ADMINISTRATOR, by=ANNA)
    desk.book.change_role(ANNA.name, Role.OPERATOR, by=Person(BERT.name, Role.ADMINISTRATOR))
    with pytest.raises(AccountError, match="not_allowed"):
        desk.book.remove(BERT.name, by=ANNA)


def test_everybody_may_change_their_own_pin(desk: Desk) -> None:
    desk.fill()
    event = desk.book.change_pin(CARLA.name, Secret("6248"), by=CARLA)
    assert event == PeopleEvent(PeopleStep.PIN_CHANGED, CARLA.name, CARLA.role, CARLA.name)
    assert sign_in(desk.book, CARLA.name, "6248") == CARLA
    assert refusal(desk.book, CARLA.name, PINS[CARLA.name]).trouble is AccountTrouble.WRONG


def test_the_last_administrator_stays(desk: Desk) -> None:
    desk.fill()
    attempts: list[Callable[[], object]] = [
        lambda: desk.book.remove(ANNA.name, by=ANNA),
        lambda: desk.book.change_role(ANNA.name, Role.SUPERVISOR, by=ANNA),
    ]
    for attempt in attempts:
        with pytest.raises(AccountError) as caught:
            attempt()
        assert caught.value.trouble is AccountTrouble.LAST_ADMINISTRATOR
    assert desk.book.people() == (ANNA, BERT, CARLA)
    desk.book.change_role(BERT.name, Role.ADMINISTRATOR, by=ANNA)
    event = desk.book.remove(ANNA.name, by=ANNA)
    assert event == PeopleEvent(PeopleStep.REMOVED, ANNA.name, ANNA.role, ANNA.name)
    assert [one.name for one in desk.book.people()] == [BERT.name, CARLA.name]


@pytest.mark.parametrize(
    ("name", "pin", "trouble"),
    [
        ("ANNA HUBER", "5193", AccountTrouble.NAME_TAKEN),
        ("Emil\x00", "5193", AccountTrouble.BAD_NAME),
        ("Emil", "1234", AccountTrouble.PIN_EASY),
        ("Emil", "emil", AccountTrouble.PIN_IS_NAME),
        ("Emil", "519", AccountTrouble.PIN_LENGTH),
    ],
)
def test_a_bad_account_is_not_made(
    desk: Desk, name: str, pin: str, trouble: AccountTrouble
) -> None:
    desk.fill()
    with pytest.raises(AccountError) as caught:
        desk.book.add(name, Role.OPERATOR, Secret(pin), by=ANNA)
    assert caught.value.trouble is trouble
    assert len(desk.book.people()) == 3


def test_an_easy_pin_is_no_new_one_either(desk: Desk) -> None:
    desk.fill()
    with pytest.raises(AccountError, match="pin_easy"):
        desk.book.change_pin(CARLA.name, Secret("4321"), by=CARLA)
    with pytest.raises(AccountError, match="unknown"):
        desk.book.change_pin("Nobody", Secret("5193"), by=ANNA)


def test_there_is_an_end_to_accounts(desk: Desk) -> None:
    desk.fill()
    body = stored(desk)
    one = body["people"][2]
    extra = [{**one, "name": f"Number {n}"} for n in range(MOST_PEOPLE - 3)]
    desk.path.write_text(json.dumps({**body, "people": body["people"] + extra}))
    with pytest.raises(AccountError, match="too_many"):
        desk.book.add("Emil", Role.OPERATOR, Secret("5193"), by=ANNA)


def damaged(body: dict[str, Any]) -> dict[str, bytes]:
    """Files that are none of ours, each for a reason of its own."""
    first, *others = body["people"]

    def text(**changes: object) -> bytes:
        return json.dumps({**body, **changes}).encode()

    def with_first(**changes: object) -> bytes:
        return text(people=[{**first, **changes}, *others])

    huge = first["pin"].replace("m=8", "m=4194304")
    return {
        "empty": b"",
        "no JSON": b"{",
        "half": text()[:-40],
        "NUL": b"\x00" * 512,
        "list": b"[]",
        "nobody": text(people=[]),
        "no administrator": text(people=others),
        "twice": text(people=[first, {**first, "name": first["name"].upper()}]),
        "no version": json.dumps({k: v for k, v in body.items() if k != "version"}).encode(),
        "version": text(version=True),
        "old version": text(version=0),
        "more": text(more=1),
        "role": with_first(role="owner"),
        "role type": with_first(role=1),
        "no hash": with_first(pin="7153"),
        "other hash": with_first(pin=first["pin"].replace("argon2id", "argon2i")),
        "endless hash": with_first(pin=huge),
        "name": with_first(name="Anna\u202e"),
        "long name": with_first(name="x" * 65),
        "failures": with_first(failures=-1),
        "no failures": with_first(failures=True),
        "until": with_first(until="0"),
        "endless": text().replace(b'"until": 0.0', b'"until": 1e999'),
        "field": with_first(admin=True),
        "strangers": text(strangers=[]),
        "too long": text() + b" " * 300_000,
    }


KINDS = tuple(damaged({"people": [{"name": "", "pin": ""}, {}]}))


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_lets_nobody_in_and_is_never_an_empty_one(desk: Desk, kind: str) -> None:
    desk.fill()
    bad = damaged(stored(desk))[kind]
    desk.path.write_bytes(bad)
    attempts: list[Callable[[], object]] = [
        desk.book.people,
        lambda: desk.book.sign_in(ANNA.name, Secret(PINS[ANNA.name])),
        lambda: desk.book.add("Mallory", Role.ADMINISTRATOR, Secret("5193"), by=OWNER),
    ]
    for attempt in attempts:
        with pytest.raises(AccountError) as caught:
            attempt()
        assert caught.value.trouble is AccountTrouble.DAMAGED
    assert AccountTrouble.DAMAGED in CLOSED
    assert desk.path.read_bytes() == bad


def test_a_newer_file_is_left_alone(desk: Desk) -> None:
    desk.fill()
    desk.path.write_text(json.dumps({**stored(desk), "version": 2, "more": 1}))
    with pytest.raises(AccountError, match="newer"):
        desk.book.people()


def test_a_file_that_cannot_be_read_lets_nobody_in(desk: Desk) -> None:
    desk.path.mkdir(parents=True)
    with pytest.raises(AccountError, match="unreadable"):
        desk.book.people()


def test_S1_where_no_wrong_pin_can_be_counted_none_is_tried(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill()
    before = desk.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refusal(desk.book, ANNA.name, PINS[ANNA.name]).trouble is AccountTrouble.UNWRITABLE
    assert desk.hasher.compared == []
    assert desk.path.read_bytes() == before
    assert sorted(one.name for one in desk.path.parent.iterdir()) == [
        "people.json",
        "people.json.lock",
    ]


def test_another_program_at_work_is_waited_for_and_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill()
    monkeypatch.setattr(book_module, "_LOCK_LIMIT_S", 0.05)
    with FileLock(Path(f"{desk.path}.lock"), thread_local=False):
        assert refusal(desk.book, ANNA.name, PINS[ANNA.name]).trouble is AccountTrouble.BUSY
    assert sign_in(desk.book, ANNA.name, PINS[ANNA.name]) == ANNA


def test_memory_that_is_not_there_is_no_wrong_pin() -> None:
    with pytest.raises(AccountError) as caught, hashing.door():
        raise HashingError("Memory allocation error")
    assert caught.value.trouble is AccountTrouble.NO_MEMORY


def test_nothing_of_a_hasher_shows_a_pin() -> None:
    assert "7153" not in repr(Secret("7153"))
    assert not PinHasher(CHEAP).is_outdated(PinHasher(CHEAP).hash(Secret("7153")))
