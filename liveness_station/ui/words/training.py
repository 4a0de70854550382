"""The words of drills."""

from collections.abc import Mapping
from typing import Final

from liveness_station.domain.drills import DrillId, Reaction, StepId
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.training_base import StepWords, TrainingPhrase, TrainingWords

_STEPS: Final[Mapping[StepId, StepWords]] = {
    StepId.GENUINE: StepWords(
        "An ordinary visitor",
        "A visitor sits down and looks into the camera.",
        "“Good morning, I have an appointment.”",
        "LIVE and on record: press Enter, and the visitor may go on.",
    ),
    StepId.NO_FACE: StepWords(
        "Turned away",
        "The visitor talks to a friend behind and shows the camera the back of the head.",
        "“One moment, I'm almost done!”",
        "No face was found. Have the visitor face the camera and check again (R, then Space).",
    ),
    StepId.DARK: StepWords(
        "Poor light",
        "The lamp at the desk has gone out.",
        "“It's rather dark in here, isn't it?”",
        "A picture that cannot be used says nothing about the person. See to the light, then "
        "check again (R, then Space).",
    ),
    StepId.DOUBT: StepWords(
        "Two in the picture",
        "A father has come along and looks over the visitor's shoulder.",
        "“I'm only here to help.”",
        "The engine has a doubt that you can clear up: ask the other person to step aside and "
        "check again. The other method is right as well.",
    ),
    StepId.PRINT: StepWords(
        "A photo on paper",
        "The visitor holds a printed portrait before the face.",
        "“Is this good enough?”",
        "An attack is suspected. Do not go on, do not check again, call the supervisor. Enter or "
        "a recorded refusal (D) ends it here.",
    ),
    StepId.REPLAY: StepWords(
        "A telephone before the face",
        "The visitor holds up a telephone that plays a video of somebody.",
        "“My sister could not come herself.”",
        "However friendly: an attack is suspected. Do not go on, call the supervisor. Another "
        "attempt would only be another chance for the attack.",
    ),
    StepId.MASK: StepWords(
        "A mask",
        "The face is smooth and does not move; there is an edge round it.",
        "“I have a bit of a cold today.”",
        "NOT LIVE is not overruled at the desk on a feeling. End it, record a refusal (D), or "
        "send the visitor the other way.",
    ),
    StepId.INJECTED: StepWords(
        "A picture that does not come from the camera",
        "All looks well on screen, but the visitor has plugged something into the computer.",
        "“The score is high, so let me in.”",
        "The score may be high: the suspicion of an attack outweighs it. Do not go on, call the "
        "supervisor.",
    ),
    StepId.QUOTA: StepWords(
        "No checks left",
        "An ordinary visitor; the account's checks are used up.",
        "“Is something wrong with me?”",
        "It is the account, not the visitor. Checking again will not help: take the other method "
        "(O) and tell the administrator.",
    ),
    StepId.SILENCE: StepWords(
        "No answer",
        "An ordinary visitor; the service says nothing. The desk gives up by itself after some "
        "seconds.",
        "“Take your time.”",
        "No answer is no verdict. Check again once, or take the other method; never let pass on "
        "it.",
    ),
    StepId.GATEWAY: StepWords(
        "Refused by the gateway",
        "An ordinary visitor; the service's gateway refuses the request.",
        "“Shall I smile?”",
        "Only the administrator can mend this. Take the other method (O) meanwhile.",
    ),
    StepId.DAMAGED: StepWords(
        "A damaged answer",
        "An ordinary visitor; half of the answer is missing.",
        "“It says ERROR?”",
        "An answer that cannot be read is never a pass. Take the other method (O) and call the "
        "administrator.",
    ),
    StepId.UNRECORDED: StepWords(
        "Nothing can be written down",
        "An ordinary visitor; the disk is full.",
        "“Am I through?”",
        "What is not on record does not count, however well it went. Take the other method (O) "
        "and call the administrator.",
    ),
    StepId.CAMERA_LOST: StepWords(
        "The camera goes",
        "The visitor stumbles over the cable; the picture is gone.",
        "“Oh dear, I am sorry!”",
        "Without a camera nobody is checked. Do not keep the visitor waiting: take the other "
        "method (O), then see to the cable.",
    ),
    StepId.CONSENT_GIVEN: StepWords(
        "Somebody who agrees",
        "The visitor reads the question.",
        "“Yes, that's all right.”",
        "Asked, agreed (Y), checked, LIVE and on record: press Enter.",
    ),
    StepId.CONSENT_REFUSED: StepWords(
        "Somebody who does not agree",
        "The visitor reads the question and shakes the head.",
        "“No, I don't want to be photographed.”",
        "No is a good answer, and nobody is talked out of it: record it (X) and take the other "
        "method (O), without any disadvantage.",
    ),
    StepId.OTHER_WISH: StepWords(
        "Another way, please",
        "The visitor puts a passport on the desk.",
        "“I would rather show you this.”",
        "Whoever wishes another way gets it: press O. Consent is not needed for that, and not to "
        "be taken for granted.",
    ),
    StepId.SECOND_TRY: StepWords(
        "The second attempt",
        "The visitor was here a minute ago and is turned away again.",
        "“Second time lucky?”",
        "An attempt is left: help with light and position, then check again; or take the other "
        "method.",
    ),
    StepId.ATTEMPTS_SPENT: StepWords(
        "No attempts left",
        "Three attempts were made already.",
        "“Just once more, please!”",
        "The limit is there so that nobody tries until it works. A supervisor may allow one more "
        "(A), or take the other method (O).",
    ),
}

TRAINING_EN: Final = TrainingWords(
    {
        TrainingPhrase.TITLE: "Training and drills",
        TrainingPhrase.INTRO: "Scripted subjects, drawn pictures, a simulator for answers: nothing "
        "goes to the real service, nothing counts in statistics, and your queue waits untouched.",
        TrainingPhrase.CHOOSE: "Drills",
        TrainingPhrase.START: "Start drill",
        TrainingPhrase.CLOSE: "Close",
        TrainingPhrase.STEPS: "{count} subjects",
        TrainingPhrase.HEADING: "DRILL: {drill} · {place} of {count} · {step}",
        TrainingPhrase.CALL: "Press N to call {reference}.",
        TrainingPhrase.ACT: "Do what you would do with a real person.",
        TrainingPhrase.RIGHT: "Right: {what}.",
        TrainingPhrase.WRONG: "Better not: {what}.",
        TrainingPhrase.NEXT: "Continue  F11",
        TrainingPhrase.FINISH: "Summary  F11",
        TrainingPhrase.END: "End drill  F12",
        TrainingPhrase.SUMMARY: "{right} of {count} handled well",
        TrainingPhrase.ALL_WELL: "All handled well. Thank you for practising.",
        TrainingPhrase.AGAIN: "What went otherwise is explained below; drills may be repeated as "
        "often as you like, and nobody counts them.",
        TrainingPhrase.BACK: "All drills",
        TrainingPhrase.BUSY: "A check is running. Finish it first, then start the drill.",
        TrainingPhrase.SHUT: "Not during a drill. F12 ends it.",
        TrainingPhrase.YOU: "You: {what}.",
        TrainingPhrase.MARK_RIGHT: "Right",
        TrainingPhrase.MARK_WRONG: "Better otherwise",
    },
    {
        DrillId.MORNING: ("A first morning", "An ordinary visitor, and the usual trouble."),
        DrillId.ATTACKS: ("Attacks", "Paper, telephone, mask, and a picture slipped in."),
        DrillId.FAULTS: ("Faults", "Account, network, gateway, record and camera let you down."),
        DrillId.CONSENT: ("Consent and the other method", "Yes, no, and another wish."),
        DrillId.ATTEMPTS: ("The third attempt", "The limit, and what a supervisor may do."),
    },
    {
        Reaction.LET_ON: "let pass",
        Reaction.END: "ended without a pass",
        Reaction.CHECK_AGAIN: "checked again",
        Reaction.OTHER_WAY: "took the other method",
        Reaction.ACCEPTED: "accepted against the verdict",
        Reaction.REFUSED: "recorded a refusal",
        Reaction.ALLOWED: "had another attempt allowed",
        Reaction.TOOK_CONSENT: "recorded a consent that was not given",
    },
    _STEPS,
)


def training_words(words: Words) -> TrainingWords:
    """Returns the words of drills in a language."""
    return words.topic("training", TRAINING_EN)
