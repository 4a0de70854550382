"""Which names and PINs may be chosen."""

import pytest

from liveness_station.accounts.names import MAX_NAME_LENGTH, fold_name, parse_name
from liveness_station.accounts.pins import check_new_pin, typed_pin
from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.domain.secrets import Secret


def trouble_of(name: str, pin: str) -> AccountTrouble | None:
    try:
        check_new_pin(name, Secret(pin))
    except AccountError as error:
        return error.trouble
    return None


@pytest.mark.parametrize(
    "pin", ["7153", "0419", "29a7", "k3Lm9", "８０２７", "猫犬鸟鱼", "x" + "71" * 15 + "0"]
)
def test_a_pin_that_nobody_tries_first_is_taken(pin: str) -> None:
    assert trouble_of("Anna Huber", pin) is None


@pytest.mark.parametrize(
    ("pin", "trouble"),
    [
        ("", AccountTrouble.PIN_LENGTH),
        ("715", AccountTrouble.PIN_LENGTH),
        ("7153" * 8 + "1", AccountTrouble.PIN_LENGTH),
        ("71 53", AccountTrouble.PIN_CHARACTERS),
        ("71-53", AccountTrouble.PIN_CHARACTERS),
        ("7153\n", AccountTrouble.PIN_CHARACTERS),
        ("1234", AccountTrouble.PIN_EASY),
        ("１２３４", AccountTrouble.PIN_EASY),
        ("4321", AccountTrouble.PIN_EASY),
        ("7890", AccountTrouble.PIN_EASY),
        ("2468", AccountTrouble.PIN_EASY),
        ("abcd", AccountTrouble.PIN_EASY),
        ("0000", AccountTrouble.PIN_EASY),
        ("AAaa", AccountTrouble.PIN_EASY),
        ("1212", AccountTrouble.PIN_EASY),
        ("71537153", AccountTrouble.PIN_EASY),
        ("2580", AccountTrouble.PIN_EASY),
        ("Password", AccountTrouble.PIN_EASY),
        ("anna", AccountTrouble.PIN_IS_NAME),
        ("ANNA7", AccountTrouble.PIN_IS_NAME),
        ("huber", AccountTrouble.PIN_IS_NAME),
        ("rebuh", AccountTrouble.PIN_IS_NAME),
        ("annahuber", AccountTrouble.PIN_IS_NAME),
    ],
)
def test_a_pin_that_is_guessed_is_refused(pin: str, trouble: AccountTrouble) -> None:
    assert trouble_of("Anna Huber", pin) is trouble


def test_digits_of_another_keyboard_are_the_digits_they_look_like() -> None:
    assert typed_pin(Secret("８０２７")).reveal() == "8027"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" Anna Huber ", "Anna Huber"),
        ("Zoe\u0308", "Zoë"),
        ("王小明", "王小明"),
        ("x" * 64, "x" * 64),
    ],
)
def test_a_name_has_one_written_form(typed: str, name: str) -> None:
    assert parse_name(typed) == name


@pytest.mark.parametrize(
    "typed", ["", "  ", "x" * (MAX_NAME_LENGTH + 1), "An\nna", "An\u202ena", "An\u200bna", "\ud800"]
)
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(AccountError) as caught:
        parse_name(typed)
    assert caught.value.trouble is AccountTrouble.BAD_NAME


def test_names_that_read_as_one_are_one() -> None:
    assert fold_name("ANNA  Huber") == fold_name("Ａnna huber")
    assert fold_name("Straße") == fold_name("STRASSE")
    assert fold_name("Anna") != fold_name("Anne")
