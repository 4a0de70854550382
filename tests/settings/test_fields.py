"""The table of what can be set holds every setting, and bounds as they are checked."""

from dataclasses import fields

import pytest

from liveness_station.settings.fields import ELSEWHERE, FIELD_OF, FIELDS, Field, Kind
from liveness_station.settings.troubles import SettingError, SettingTrouble
from liveness_station.settings.typing_in import Draft, draft_of, parse_draft
from liveness_station.settings.values import Settings, parse_setting, plain_value


def test_every_setting_is_in_the_table_or_has_a_place_of_its_own() -> None:
    names = [field.name for field in FIELDS]

    assert set(names) | ELSEWHERE == {field.name for field in fields(Settings)}
    assert set(names) & ELSEWHERE == set()
    assert len(names) == len(set(names))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_default_can_be_typed_as_it_stands(field: Field) -> None:
    settings = Settings()

    draft = draft_of(field.name, settings)
    assert parse_draft(field.name, draft) == getattr(settings, field.name)


@pytest.mark.parametrize(
    "field", [one for one in FIELDS if one.most is not None], ids=lambda field: field.name
)
def test_bounds_are_those_that_are_checked(field: Field) -> None:
    step = 1 if field.kind is Kind.WHOLE else 0.001
    convert = int if field.kind is Kind.WHOLE else float
    assert field.least is not None
    assert field.most is not None
    highest = field.most - step if field.is_below else field.most
    for good in (field.least, highest):
        assert parse_setting(field.name, convert(good)) == good
    for bad in (field.least - step, field.most if field.is_below else field.most + step):
        with pytest.raises(SettingError) as caught:
            parse_setting(field.name, convert(bad))
        assert caught.value.trouble is SettingTrouble.OUT_OF_RANGE


@pytest.mark.parametrize(
    "field", [one for one in FIELDS if one.choices], ids=lambda field: field.name
)
def test_every_choice_of_the_table_can_be_made(field: Field) -> None:
    for code in field.choices:
        wanted = [code] if field.kind is Kind.CHOICES else code
        assert plain_value(parse_setting(field.name, wanted)) == wanted


@pytest.mark.parametrize(
    ("name", "draft", "expected"),
    [
        ("threshold", "0.85", 0.85),
        ("threshold", " 0,85 ", 0.85),
        ("auto_capture_s", "2", 2.0),
        ("review_limit", "", None),
        ("picture_days", "030", 30),
        ("witnesses", "/mnt/a; os-log;", frozenset({"/mnt/a", "os-log"})),
        ("benign_risk_reasons", "", frozenset()),
        ("second_person", frozenset({"accept_after_other"}), frozenset({"accept_after_other"})),
        ("desk_name", " Desk 3 ", "Desk 3"),
        ("sounds", False, False),
    ],
)
def test_what_is_typed_is_read(name: str, draft: Draft, expected: object) -> None:
    assert parse_draft(name, draft) == expected


@pytest.mark.parametrize(
    ("name", "draft", "trouble"),
    [
        ("threshold", "", SettingTrouble.WRONG_TYPE),
        ("threshold", "nan", SettingTrouble.WRONG_TYPE),
        ("threshold", "8e-1", SettingTrouble.WRONG_TYPE),
        ("threshold", "0.8.5", SettingTrouble.WRONG_TYPE),
        ("threshold", "٠.٨", SettingTrouble.WRONG_TYPE),
        ("threshold", "0.4", SettingTrouble.OUT_OF_RANGE),
        ("threshold", "9" * 5000, SettingTrouble.WRONG_TYPE),
        ("attempts_most", "3.0", SettingTrouble.WRONG_TYPE),
        ("attempts_most", "1_0", SettingTrouble.WRONG_TYPE),
        ("attempts_most", "²", SettingTrouble.WRONG_TYPE),
        ("attempts_most", "11", SettingTrouble.OUT_OF_RANGE),
        ("proxy", "http://user:canary@proxy", SettingTrouble.HOLDS_LOGIN),
        ("proxy", "proxy", SettingTrouble.NOT_AN_ADDRESS),
        ("witnesses", "relative/folder", SettingTrouble.OUT_OF_RANGE),
        ("reference_pattern", "[", SettingTrouble.NOT_A_PATTERN),
        ("desk_name", "x" * 2000, SettingTrouble.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_a_value_is_refused(
    name: str, draft: Draft, trouble: SettingTrouble
) -> None:
    with pytest.raises(SettingError) as caught:
        parse_draft(name, draft)
    assert caught.value.trouble is trouble
    assert "canary" not in repr(caught.value)


def test_the_table_is_found_by_name() -> None:
    assert FIELD_OF["threshold"].kind is Kind.NUMBER
