"""Other languages: complete, rightly filled in, and loaded as they were translated."""

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from liveness_station.ui.translations import folder, in_language, open_catalogue
from liveness_station.ui.words.counted import Counted
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.spoken import words_for
from liveness_station.ui.words.tables import OWN_TABLES, TOPICS
from liveness_station.ui.words.translated import Message, messages, translated
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import RESOURCES
from tools import linguist, translate

WORDS = Path(__file__).resolve().parents[2] / "liveness_station" / "ui" / "words"
HAN = re.compile(r"[\u4e00-\u9fff]")


class Fruit(Enum):
    PEAR = 1


@dataclass(frozen=True, slots=True)
class Basket:
    label: str
    fruits: Mapping[Fruit | tuple[Fruit, Fruit], str]
    both: tuple[str, str]
    pears: Counted
    kind: Fruit = Fruit.PEAR
    weight: float = 1.5


BASKET = Basket(
    "Basket",
    {Fruit.PEAR: "pear {size}", (Fruit.PEAR, Fruit.PEAR): "two"},
    ("here", ""),
    Counted("%n pear", "%n pears of {size}"),
)


def upside_down(context: str, key: str, source: str, count: int = -1) -> str:
    return f"{context}/{key}={source}" + (f"#{count}" if count >= 0 else "")


def of(entry: linguist.Entry, **changes: object) -> linguist.Entry:
    return replace(entry, **changes)  # type: ignore[arg-type]  # names are checked at run time


def entries() -> list[linguist.Entry]:
    """Returns a basket's messages, translated well."""
    return [
        linguist.Entry(
            one, (one.source.upper().replace("{SIZE}", "{size}").replace("%N", "%n"),), ""
        )
        for one in messages(BASKET, "basket")
    ]


def told(found: list[linguist.Entry]) -> list[str]:
    proper = {"": frozenset({"BASKET", "PEAR", "TWO", "HERE", "PEARS", "OF"})}
    return list(linguist.problems(found, messages(BASKET, "basket"), proper))


# --- the mechanism ---


def test_every_text_of_a_table_is_asked_for_by_its_way_and_nothing_else_is_touched() -> None:
    other = translated(BASKET, "basket", upside_down)
    assert other.label == "basket/label=Basket"
    assert other.fruits == {
        Fruit.PEAR: "basket/fruits.PEAR=pear {size}",
        (Fruit.PEAR, Fruit.PEAR): "basket/fruits.PEAR+PEAR=two",
    }
    assert other.both == ("basket/both.0=here", "")
    assert (other.kind, other.weight) == (Fruit.PEAR, 1.5)
    assert other.pears.say(2, size=3) == "basket/pears=2 pears of 3#2"


def test_a_number_is_said_as_the_language_says_it() -> None:
    assert [BASKET.pears.say(count, size="S") for count in (0, 1, 2)] == [
        "0 pears of S",
        "1 pear",
        "2 pears of S",
    ]
    assert Counted("%n", "%n {name}").say(2, name="%n {size}") == "2 %n {size}"


def test_messages_are_the_texts_in_their_order() -> None:
    assert [(one.key, one.is_counted) for one in messages(BASKET, "basket")] == [
        ("label", False),
        ("fruits.PEAR", False),
        ("fruits.PEAR+PEAR", False),
        ("both.0", False),
        ("pears", True),
    ]


@pytest.mark.allows_log("language not loaded")
def test_a_file_that_cannot_be_loaded_leaves_english(tmp_path: Path) -> None:
    words = in_language(open_catalogue(tmp_path / "absent.qm"), code="xx", name="X")
    assert words.phrases == ENGLISH.phrases
    (tmp_path / "damaged.qm").write_bytes(b"\x3c\xb8\x64\x18" + b"\0" * 40)
    assert in_language(open_catalogue(tmp_path / "damaged.qm"), code="xx", name="X").alerts == (
        ENGLISH.alerts
    )


# --- what is shipped ---


@pytest.mark.parametrize("code", translate.FORMS)
def test_every_language_is_complete_and_compiled(code: str) -> None:
    assert translate.problems(code) == [], "run `python -m tools.translate`; docs/translating.md"


def test_the_window_says_what_the_translator_wrote() -> None:
    written = {
        (one.message.context, one.message.key): one.forms[0]
        for one in linguist.read(translate.source_of("zh_CN"))
        if not one.message.is_counted and one.state != linguist.VANISHED
    }
    said = {**{name: getattr(CHINESE, name) for name in OWN_TABLES}, **CHINESE.topics}
    spoken = {
        (one.context, one.key): one.source
        for name, table in said.items()
        for one in messages(table, name)
        if not one.is_counted
    }
    assert spoken == written


def test_every_topic_is_loaded_and_found_by_its_name() -> None:
    assert set(CHINESE.topics) == set(TOPICS)
    source = "\n".join(path.read_text(encoding="utf-8") for path in WORDS.glob("*.py"))
    assert set(re.findall(r'\.topic\("(\w+)", ', source)) == set(TOPICS)
    for name, table in TOPICS.items():
        assert CHINESE.topic(name, table) is CHINESE.topics[name]
        assert ENGLISH.topic(name, table) is table


def test_no_other_language_stands_in_the_code() -> None:
    allowed = {"中文"}  # what a language calls itself
    found = {
        path.name: sorted(strange)
        for path in WORDS.glob("*.py")
        if (strange := set(re.findall(r"[\u4e00-\u9fff]+", path.read_text("utf-8"))) - allowed)
    }
    assert found == {}


def test_a_language_is_found_by_its_code() -> None:
    assert words_for("zh_CN") is CHINESE
    assert words_for("en") is words_for("") is words_for("xx") is ENGLISH


def test_only_what_is_shipped_lies_in_the_folder() -> None:
    assert {path.stem for path in folder().iterdir()} == {
        f"{translate.STEM}{code}" for code in translate.FORMS
    }


# --- the translator's files ---


def test_a_file_reads_back_as_it_was_written(tmp_path: Path) -> None:
    odd = linguist.Entry(Message("a", "k", 'x < "y" & {z}\nnext', is_counted=False), ("<&>",), "")
    several = linguist.Entry(Message("a", "n", "%n", is_counted=True), ("one %n", "%n"), "")
    path = tmp_path / "some.ts"
    path.write_text(linguist.written([odd, several], "xx"), encoding="utf-8")
    assert linguist.read(path) == (odd, several)
    assert linguist.read(tmp_path / "absent.ts") == ()


def test_new_changed_and_vanished_texts_are_marked() -> None:
    first, *others = entries()
    reworded = of(first, message=replace(first.message, source="Old"))
    gone = linguist.Entry(Message("basket", "gone", "Gone", is_counted=False), ("x",), "")
    found = linguist.merged([reworded, gone, *others[1:]], messages(BASKET, "basket"), 1)
    states = {one.message.key: one.state for one in found}
    assert states == {
        "label": linguist.UNFINISHED,
        "fruits.PEAR": linguist.UNFINISHED,
        "fruits.PEAR+PEAR": "",
        "both.0": "",
        "pears": "",
        "gone": linguist.VANISHED,
    }
    assert found[0].forms == first.forms, "what was written is kept for the translator"
    back = linguist.merged(found, [*messages(BASKET, "basket"), gone.message], 1)
    assert back[-1] == gone
    three = linguist.merged(entries(), messages(BASKET, "basket"), 3)
    assert [len(one.forms) for one in three] == [1, 1, 1, 1, 3]


def test_what_may_not_be_shipped_is_found() -> None:
    good = entries()
    assert told(good) == []
    assert "not taken over" in told(good[1:])[0]
    assert "unfinished" in told([of(good[0], state=linguist.UNFINISHED), *good[1:]])[0]
    assert "unfinished" in told([of(good[0], forms=("",)), *good[1:]])[0]
    assert "other values" in told([good[0], of(good[1], forms=("{sise}",)), *good[2:]])[0]
    assert "other values" in told([*good[:-1], of(good[-1], forms=("of {size}",))])[0]
    assert "another language: plum" in told([of(good[0], forms=("plum",)), *good[1:]])[0]


def test_a_translation_may_not_be_forgotten(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for path in folder().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(translate, "FOLDER", tmp_path)
    source = translate.source_of("zh_CN")
    text = source.read_text(encoding="utf-8")
    assert HAN.search(text)
    source.write_text(text.replace("<translation>关闭<", "<translation>关上<"), encoding="utf-8")
    assert translate.problems("zh_CN") == [
        f"{source.stem}.qm is not made from {source.name}: run tools.translate"
    ]
    translate.update("zh_CN")
    assert translate.problems("zh_CN") == []


def test_what_has_vanished_is_kept_until_it_is_to_be_forgotten(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(translate, "FOLDER", tmp_path)
    source = translate.source_of("zh_CN")
    gone = linguist.Entry(Message("phrases", "GONE", "Gone", is_counted=False), ("无",), "")
    source.write_text(linguist.written([gone], "zh_CN"), encoding="utf-8")
    translate.update("zh_CN")
    assert [one.message.key for one in linguist.read(source) if one.forms == ("无",)] == ["GONE"]
    translate.update("zh_CN", has_to_forget=True)
    assert [one for one in linguist.read(source) if one.forms == ("无",)] == []


def test_english_alone_does_not_wait_for_chinese() -> None:
    program = (
        "import sys, liveness_station.app.appearance, liveness_station.ui.words.tables;"
        "sys.exit('liveness_station.ui.words.zh_cn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("name", ["NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf"])
@pytest.mark.usefixtures("qapp")
def test_the_shipped_font_has_every_character(name: str) -> None:
    font = QRawFont(str(RESOURCES / "fonts" / name), 14)
    texts = [one.source for one in translate.all_messages()]
    for code in translate.FORMS:
        texts += [form for one in linguist.read(translate.source_of(code)) for form in one.forms]
    needed = set("".join(texts)) - {" ", "\n"}
    assert {one for one in needed if not font.supportsCharacter(ord(one))} == set()


def test_chinese_has_marks_of_its_own() -> None:
    found = [
        form
        for one in linguist.read(translate.source_of("zh_CN"))
        for form in one.forms
        if re.search(r"[\u4e00-\u9fff][,.;:!?]", form)
    ]
    assert found == []
