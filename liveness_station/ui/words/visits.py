"""What is said about a visit: attempts, decisions, the other method; in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.overrides import OverrideDecision, OverrideReason
from liveness_station.ui.words.base import Words


@dataclass(frozen=True, slots=True)
class VisitWords:
    """One language. Each table has an entry for every code.

    Attributes:
        attempt: which one comes next, `number` of `most`.
        attempts_spent: none is left.
        spent_next: in the card, what to do then.
        other_word: the word of the other method, where a verdict's would stand.
        other_happened: why, by reason.
        other_next: what to do then.
        other_recording: while it is being written down.
        decided: what the operator decided, `decision` and `reason`.
        decisions: by what was decided.
        reasons: by why.
        noted: a note is recorded.
        follows: this attempt repeats an earlier one.
        recheck, note, decide, other, more: buttons, with their keys.
        operator: who works here.
        desk: the window's title with the desk's name, `desk`.
        next_waiting: under an empty card, `count` wait.
        nobody_waits: likewise.
        training: over everything in a drill.
        ask_first: in the card while the subject is asked.
    """

    attempt: str
    attempts_spent: str
    spent_next: str
    other_word: str
    other_happened: Mapping[OtherReason, str]
    other_next: str
    other_recording: str
    decided: str
    decisions: Mapping[OverrideDecision, str]
    reasons: Mapping[OverrideReason, str]
    noted: str
    follows: str
    recheck: str
    note: str
    decide: str
    other: str
    more: str
    operator: str
    desk: str
    next_waiting: str
    nobody_waits: str
    training: str
    ask_first: str


_EN = VisitWords(
    attempt="Attempt {number} of {most}",
    attempts_spent="No attempts left",
    spent_next="All attempts are used up. Press A for a supervisor, or O for another method.",
    other_word="OTHER METHOD",
    other_happened={
        OtherReason.CONSENT_REFUSED: "The subject did not agree to a picture.",
        OtherReason.SUBJECT_WISHES: "The subject asked for another way.",
        OtherReason.CANNOT_BE_CHECKED: "The subject cannot be checked by camera.",
        OtherReason.ATTEMPTS_SPENT: "All attempts are used up.",
        OtherReason.EQUIPMENT_FAULT: "The equipment does not work.",
        OtherReason.UNDER_AGE: "The subject is under age.",
        OtherReason.OTHER: "Another reason, see the note.",
    },
    other_next="Check the person as your house provides for it. Then press N.",
    other_recording="Recording …",
    decided="Operator: {decision} · {reason}",
    decisions={OverrideDecision.ACCEPT: "let pass", OverrideDecision.REFUSE: "refused"},
    reasons={
        OverrideReason.IDENTITY_DOCUMENT: "identity document seen",
        OverrideReason.KNOWN_PERSON: "person is known",
        OverrideReason.SECOND_PERSON_CONFIRMED: "confirmed by a second person",
        OverrideReason.CANNOT_BE_CHECKED: "cannot be checked by camera",
        OverrideReason.EQUIPMENT_FAULT: "equipment fault",
        OverrideReason.EMERGENCY: "emergency",
        OverrideReason.SUSPECTED_ATTACK: "suspected attack",
        OverrideReason.WRONG_PERSON: "wrong person",
        OverrideReason.SUBJECT_LEFT: "subject left",
        OverrideReason.OTHER: "other, see the note",
    },
    noted="Note recorded",
    follows="Repeats an earlier attempt",
    recheck="Re-check  R",
    note="Note  F2",
    decide="Decide  D",
    other="Other method  O",
    more="More attempts  A",
    operator="{name} · {role}",
    desk="{desk}",
    next_waiting="Press N for the next one. Waiting: {count}",
    nobody_waits="Nobody is waiting. Type or scan a reference.",
    training="DRILL",
    ask_first="Consent is being asked",
)

_ZH = VisitWords(
    attempt="第 {number} 次，共 {most} 次",
    attempts_spent="核验次数已用完",
    spent_next="核验次数已用完。请按 A 由主管增加次数，或按 O 改用其他方式。",
    other_word="其他方式",
    other_happened={
        OtherReason.CONSENT_REFUSED: "对方不同意拍摄。",
        OtherReason.SUBJECT_WISHES: "对方希望改用其他方式。",
        OtherReason.CANNOT_BE_CHECKED: "此人无法通过摄像头核验。",
        OtherReason.ATTEMPTS_SPENT: "核验次数已用完。",
        OtherReason.EQUIPMENT_FAULT: "设备出现故障。",
        OtherReason.UNDER_AGE: "对方未成年。",
        OtherReason.OTHER: "其他原因，见备注。",
    },
    other_next="请按本单位规定的方式核验身份，完成后按 N。",
    other_recording="正在记录……",
    decided="操作员：{decision} · {reason}",
    decisions={OverrideDecision.ACCEPT: "予以通过", OverrideDecision.REFUSE: "不予通过"},
    reasons={
        OverrideReason.IDENTITY_DOCUMENT: "已查验证件",
        OverrideReason.KNOWN_PERSON: "熟识本人",
        OverrideReason.SECOND_PERSON_CONFIRMED: "已由另一人确认",
        OverrideReason.CANNOT_BE_CHECKED: "无法通过摄像头核验",
        OverrideReason.EQUIPMENT_FAULT: "设备故障",
        OverrideReason.EMERGENCY: "紧急情况",
        OverrideReason.SUSPECTED_ATTACK: "疑似攻击",
        OverrideReason.WRONG_PERSON: "非本人",
        OverrideReason.SUBJECT_LEFT: "对方已离开",
        OverrideReason.OTHER: "其他，见备注",
    },
    noted="备注已记录",
    follows="本次为重新核验",
    recheck="重新核验  R",
    note="备注  F2",
    decide="处置  D",
    other="其他方式  O",
    more="增加次数  A",
    operator="{name} · {role}",
    desk="{desk}",
    next_waiting="按 N 叫下一位，排队 {count} 人",
    nobody_waits="没有人在排队，请输入或扫描编号。",
    training="演练",
    ask_first="正在征求同意",
)


def visit_words(words: Words) -> VisitWords:
    """Returns the words for visits in a language."""
    return _ZH if words.code == "zh_CN" else _EN
