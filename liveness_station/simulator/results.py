"""Scenarios in which the endpoint itself answers, well-formed: the contract's codes and scores."""

from collections.abc import Callable
from typing import Final

from liveness_station.contract.codes import Code
from liveness_station.contract.replies import attack_reply, error_reply, result_reply
from liveness_station.simulator.scenarios import Group, Pace, Play, Scenario
from liveness_station.simulator.stage import HttpReply, Stage, Turn, json_reply

Fields = dict[str, object]
_NEAR: Final = 0.0003
"""Within the band round the threshold that a server's rounding explains."""


def live_score(threshold: float) -> float:
    """Returns a score well above a threshold."""
    return round(threshold + (1 - threshold) * 0.7, 4)


def spoof_score(threshold: float) -> float:
    """Returns a score well below a threshold."""
    return round(threshold * 0.3, 4)


def live_fields(turn: Turn, *, risk_reason: str = "") -> Fields:
    """Returns the fields of a reply that is LIVE in every respect."""
    score = live_score(turn.threshold)
    return result_reply(turn.request_id, score=score, is_live=True, risk_reason=risk_reason)


def live_data(turn: Turn) -> Fields:
    """Returns the inner fields of a reply that is LIVE in every respect."""
    return {"liveness_score": live_score(turn.threshold), "is_live": True, "risk_reason": ""}


def spoof_fields(turn: Turn) -> Fields:
    """Returns the fields of a well-formed negative result."""
    score = spoof_score(turn.threshold)
    return result_reply(turn.request_id, score=score, is_live=False, risk_reason="screen")


def answering(make: Callable[[Turn], HttpReply]) -> Play:
    """Returns a play that sends one whole reply."""

    def play(stage: Stage) -> None:
        stage.answer(make(stage.turn))

    return play


def saying(make: Callable[[Turn], Fields], *, status: int = 200) -> Play:
    """Returns a play that sends fields as JSON."""
    return answering(lambda turn: json_reply(make(turn), status=status))


def scored(score: Callable[[float], float], *, is_live: bool) -> Play:
    """Returns a play that sends a result whose score depends on the threshold."""

    def make(turn: Turn) -> Fields:
        value = score(turn.threshold)
        return result_reply(turn.request_id, score=value, is_live=is_live, risk_reason="")

    return saying(make)


def _failing(code: Code) -> Play:
    return saying(lambda turn: error_reply(code, turn.request_id))


def _attack(turn: Turn) -> Fields:
    return attack_reply(turn.request_id, score=spoof_score(turn.threshold), risk_reason="replay")


def _attack_looking_live(turn: Turn) -> Fields:
    return live_fields(turn) | {"code": int(Code.ATTACK), "success": True}


def _replayed(turn: Turn) -> Fields:
    """Before there is anything to repeat, a plain negative result: never a first LIVE."""
    if turn.last_request_id is None:
        return spoof_fields(turn)
    return live_fields(turn) | {"request_id": turn.last_request_id}


def _after(seconds: float) -> Play:
    def play(stage: Stage) -> None:
        stage.wait(seconds)
        stage.answer(json_reply(live_fields(stage.turn)))

    return play


def _result(name: str, english: str, chinese: str, ends: tuple[str, str], play: Play) -> Scenario:
    return Scenario(name, Group.RESULT, english, chinese, *ends, play)


_LIVE: Final = ("LIVE", "above_threshold")
_BOUNDARY: Final = ("RETRY", "boundary")
_CONTRADICTION: Final = ("ERROR", "contradiction")

RESULTS: Final = (
    _result("live", "A living person", "真人", _LIVE, saying(live_fields)),
    _result(
        "spoof",
        "A score clearly below the threshold",
        "分数明显低于阈值",
        ("SPOOF", "below_threshold"),
        saying(spoof_fields),
    ),
    _result(
        "score_equals_threshold",
        "A score exactly on the threshold, which is not live",
        "分数恰好等于阈值，不算活体",
        ("SPOOF", "below_threshold"),
        scored(lambda threshold: threshold, is_live=False),
    ),
    _result(
        "attack_4004",
        "4004: an attack is suspected",
        "4004：疑似翻拍或攻击",
        ("SPOOF", "attack"),
        saying(_attack),
    ),
    Scenario(
        "attack_4004_looks_live",
        Group.RESULT,
        "4004 beside a score and is_live that look live",
        "4004，但分数和 is_live 看似真人",
        "SPOOF",
        "attack",
        saying(_attack_looking_live),
        faults=("P4",),
    ),
    _result(
        "no_face",
        "4002: no face",
        "4002：未检测到人脸",
        ("RETRY", "no_face"),
        _failing(Code.NO_FACE),
    ),
    _result(
        "bad_image",
        "4001: the picture cannot be used",
        "4001：图片为空或格式错误",
        ("RETRY", "bad_image"),
        _failing(Code.BAD_IMAGE),
    ),
    _result(
        "internal",
        "5000: the service broke",
        "5000：服务内部错误",
        ("RETRY", "server"),
        _failing(Code.INTERNAL),
    ),
    Scenario(
        "boundary",
        Group.RESULT,
        "is_live false, the score a rounding error above the threshold",
        "is_live 为假，分数因取整略高于阈值",
        *_BOUNDARY,
        scored(lambda threshold: threshold + _NEAR, is_live=False),
        faults=("P2",),
    ),
    Scenario(
        "boundary_live",
        Group.RESULT,
        "is_live true, the score a rounding error below the threshold",
        "is_live 为真，分数因取整略低于阈值",
        *_BOUNDARY,
        scored(lambda threshold: threshold - _NEAR, is_live=True),
        faults=("P2",),
    ),
    Scenario(
        "contradiction_live_low",
        Group.RESULT,
        "is_live true beside a low score",
        "is_live 为真，分数却很低",
        *_CONTRADICTION,
        scored(spoof_score, is_live=True),
        faults=("P2",),
    ),
    Scenario(
        "contradiction_spoof_high",
        Group.RESULT,
        "is_live false beside a high score",
        "is_live 为假，分数却很高",
        *_CONTRADICTION,
        scored(live_score, is_live=False),
        faults=("P2",),
    ),
    Scenario(
        "risk_reason",
        Group.RESULT,
        "Live, but with a risk that a person must look at",
        "判为活体，但附有风险原因，需人工确认",
        "RETRY",
        "risk_reason",
        saying(lambda turn: live_fields(turn, risk_reason="two faces")),
        faults=("P13",),
    ),
    Scenario(
        "replayed_request_id",
        Group.RESULT,
        "A live result under the id of an earlier one (play another result first)",
        "活体结果，但 request_id 与先前的重复（请先播放一个结果）",
        "ERROR",
        "replay",
        saying(_replayed),
        faults=("P10",),
    ),
    Scenario(
        "latency_5s",
        Group.RESULT,
        "A living person, answered after 5 s",
        "真人，5 秒后才答复",
        *_LIVE,
        _after(5),
        faults=("N18",),
    ),
    Scenario(
        "slow_link",
        Group.RESULT,
        "A living person over a line of 50 kB/s",
        "真人，线路只有 50 kB/s",
        *_LIVE,
        saying(live_fields),
        faults=("N18",),
        upload_bytes_per_s=50_000,
    ),
    Scenario(
        "late_20s",
        Group.RESULT,
        "A living person, answered after 20 s: too late to count",
        "真人，20 秒后才答复，已无效",
        "RETRY",
        "network",
        _after(20),
        pace=Pace.SILENT,
    ),
)
