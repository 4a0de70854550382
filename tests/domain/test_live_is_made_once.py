"""LIVE comes into being in one place, `domain/decide.py`; anywhere else it is only compared."""

from pathlib import Path

import pytest

from tests.domain.live_guard import DECIDE, PACKAGE, VERDICTS, Licence, complaints, licence_of


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_module_but_decide_can_make_a_live_verdict(path: Path) -> None:
    assert complaints(path.read_text("utf-8"), licence_of(path)) == []


def test_decide_makes_live_at_one_place() -> None:
    found = complaints(DECIDE.read_text("utf-8"), Licence(may_decide=True))
    assert [complaint.partition(": ")[2] for complaint in found] == ["LIVE is used as a value"]


@pytest.mark.parametrize("source", ["D = Decision", "f(Decision)", "V = Verdict", "r = replace"])
def test_a_licence_is_for_one_thing_only(source: str) -> None:
    assert complaints(source, Licence(may_decide=True, may_be_live=True, may_list=True))


@pytest.mark.parametrize("path", [DECIDE, VERDICTS])
@pytest.mark.parametrize("room", ["app", "domain/inner", "evaluation"])
def test_a_namesake_in_another_room_has_no_licence(path: Path, room: str) -> None:
    assert licence_of(PACKAGE / room / path.name) == Licence()
    assert licence_of(path) != Licence()


@pytest.mark.parametrize(
    "source",
    [
        "x = Verdict.LIVE",
        "return_ = verdicts.Verdict.LIVE",
        "def f(verdict=Verdict.LIVE): ...",
        "def f(): return Verdict.LIVE",
        "f(Verdict.LIVE)",
        "f(verdict=Verdict.LIVE)",
        "x = {'a': Verdict.LIVE}",
        "x = [Verdict.LIVE]",
        "x = (Verdict.LIVE, 1)[0]",
        "x = Verdict.LIVE if y else z",
        "x = y or Verdict.LIVE",
        "x = Verdict.LIVE.real",
        "x = (y := Verdict.LIVE) is z",
        "x = Verdict.SPOOF.LIVE",
        "x = decision.verdict.LIVE",
    ],
)
def test_a_live_that_is_used_as_a_value_is_noticed(source: str) -> None:
    assert complaints(source)


@pytest.mark.parametrize(
    "source",
    [
        "Verdict('LIVE')",
        "verdicts.Verdict(word)",
        "Verdict['LIVE']",
        "verdicts.Verdict['LIVE']",
        "getattr(Verdict, 'LIVE')",
        "getattr(Verdict, word)",
        "getattr(decision.verdict, 'LIVE')",
        "operator.attrgetter('LIVE')(x)",
        "vars(Verdict)",
        "dir(Verdict)",
        "list(Verdict)",
        "first, *rest = Verdict",
        "x = next(iter(Verdict))",
        "for verdict in Verdict: ...",
        "x = [verdict for verdict in Verdict]",
        "Verdict.__members__['LIVE']",
        "Verdict._member_map_['LIVE']",
        "Verdict._value2member_map_['LIVE']",
        "Verdict.__getitem__('LIVE')",
        "Verdict.RETRY.__class__('LIVE')",
        "decision.verdict.__class__('LIVE')",
        "type(decision.verdict)('LIVE')",
        "kind = type(decision.verdict)",
        "type(error)('LIVE')",
        "decision.verdict._value_ = 'LIVE'",
        "Verdict.RETRY._name_ = 'LIVE'",
        "class Other(Verdict): ...",
    ],
)
def test_a_verdict_that_is_made_of_its_class_is_noticed(source: str) -> None:
    assert complaints(source)


@pytest.mark.parametrize(
    "source",
    [
        "from liveness_station.domain.verdicts import Verdict as V",
        "from liveness_station.domain.decide import Verdict as V",
        "from liveness_station.domain.verdicts import Decision as D",
        "from liveness_station.domain.verdicts import *",
        "from liveness_station.domain.decide import _Finding",
        "from liveness_station.domain.decide import decide, _decision",
        "from liveness_station.domain import decide",
        "from liveness_station.domain import verdicts, decide as d",
        "from . import decide",
        "import liveness_station.domain.decide",
        "import liveness_station.domain.decide as d",
        "from dataclasses import replace as r",
        "V = Verdict",
        "V: type[Verdict] = Verdict",
        "def f(kind=Verdict): ...",
        "f(Verdict)",
        "x = [Verdict]",
        "x = (Verdict, 1)[0]",
        "with_ = lambda: Verdict",
        "global_ = verdicts.Verdict",
        "getattr(verdicts, 'Verdict')",
        "vars(verdicts)['Verdict']",
        "verdicts.__dict__[word]",
        "sys.modules['liveness_station.domain.verdicts']",
        "importlib.import_module('liveness_station.domain.verdicts')",
        "__import__('x')",
        "eval('x')",
        "exec(code)",
        "globals()['x']",
        "D = Decision",
        "r = replace",
        "r = dataclasses.replace",
        "functools.partial(replace, decision)",
        "getattr(dataclasses, 'replace')",
    ],
)
def test_another_name_for_what_makes_one_is_noticed(source: str) -> None:
    assert complaints(source)


@pytest.mark.parametrize(
    "source",
    [
        "Decision(other.verdict, reason)",
        "verdicts.Decision(other.verdict, reason)",
        "functools.partial(Decision, verdict)",
        "map(Decision, verdicts)",
        "Decision.__new__(Decision)",
        "replace(decision, verdict=other)",
        "dataclasses.replace(decision, **fields)",
        "copy.replace(decision, verdict=other)",
        "decision.__replace__(verdict=other)",
        "object.__setattr__(decision, 'verdict', other.verdict)",
        "super().__setattr__('verdict', other.verdict)",
        "setattr(decision, 'verdict', other.verdict)",
        "setattr(decision, name, other.verdict)",
        "setattr(outcome, 'decision', other)",
        "decision.__setstate__(state)",
    ],
)
def test_a_decision_that_is_made_or_changed_is_noticed(source: str) -> None:
    assert complaints(source)


@pytest.mark.parametrize(
    "source",
    [
        "if verdict is Verdict.LIVE: ...",
        "from liveness_station.domain.decide import decide, read_request_id",
        "if Verdict.LIVE != verdict: ...",
        "x = verdict in {Verdict.LIVE, Verdict.SPOOF}",
        "x = verdict in (Verdict.LIVE, Verdict.SPOOF)",
        "match verdict:\n    case Verdict.LIVE: ...",
        "match verdict:\n    case Verdict.LIVE | Verdict.SPOOF: ...",
        "match x:\n    case Decision(verdict=Verdict.LIVE): ...",
        "WORDS = {Verdict.LIVE: 'live'}",
        "x = WORDS[Verdict.LIVE]",
        "x = {Verdict.LIVE.value: 1}",
        "x = Verdict.SPOOF",
        "x: dict[Verdict, str] = {}",
        "def f(verdict: Verdict | None) -> Decision: ...",
        "isinstance(x, Decision)",
        "from liveness_station.domain.verdicts import Decision, Verdict",
        "from dataclasses import replace",
        "replace(outcome, decision=decision)",
        "text.replace('a', 'b')",
        "getattr(x, 'y')",
        "setattr(keyring, 'persist', 'local')",
        "type(error).__name__",
        "sys.excepthook(type(error), error, None)",
        "type(x) is float",
        "vars(self)",
        "re.compile('x')",
        "application.exec()",
        "super().__init__()",
        "'LIVE'",
    ],
)
def test_looking_at_one_is_allowed(source: str) -> None:
    assert complaints(source) == []
