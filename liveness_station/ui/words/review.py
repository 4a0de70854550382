"""The words of the review lane and of the chart of agreement."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.ui.words.base import Words
from liveness_station.ui.words.counted import Counted


class ReviewPhrase(Enum):
    """Fixed texts of the review lane."""

    TITLE = auto()
    LANE = auto()
    AGREEMENT = auto()
    LISTED = auto()
    EMPTY = auto()
    LOADING = auto()
    UNREADABLE = auto()
    WHEN = auto()
    FOUND = auto()
    WHY = auto()
    INCIDENT = auto()
    DISAGREEMENT = auto()
    BAND = auto()
    AND = auto()
    AGAINST = auto()
    AGAINST_ERASED = auto()
    ERASED = auto()
    STATION = auto()
    OTHER = auto()
    HERE = auto()
    SCORE = auto()
    EVIDENCE = auto()
    DECIDE = auto()
    LEAVE = auto()
    OWN = auto()
    RECORDING = auto()
    RECORDED = auto()
    NOT_RECORDED = auto()
    NOT_CONFIRMED = auto()
    CLOSE = auto()
    TODAY = auto()
    NO_OPINIONS = auto()
    NO_BASELINE = auto()
    AS_USUAL = auto()
    DRIFTED = auto()
    PAIR = auto()
    KEY = auto()
    MEANING = auto()
    DAY = auto()
    USUAL = auto()


class ReviewCounted(Enum):
    """Texts that go by number."""

    COUNT = auto()
    INCIDENTS = auto()


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """One language."""

    phrases: dict[ReviewPhrase, str]
    counts: Mapping[ReviewCounted, Counted]

    def say(self, phrase: ReviewPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]

    def say_count(self, text: ReviewCounted, count: int, **values: object) -> str:
        """Returns a text for a number, with its other values filled in."""
        return self.counts[text].say(count, **values)


REVIEW_EN = ReviewWords(
    phrases={
        ReviewPhrase.TITLE: "Review lane",
        ReviewPhrase.LANE: "To look at",
        ReviewPhrase.AGREEMENT: "Agreement of the engines",
        ReviewPhrase.LISTED: "The first {count} are listed.",
        ReviewPhrase.EMPTY: "Nothing needs a second look.",
        ReviewPhrase.LOADING: "Reading the record…",
        ReviewPhrase.UNREADABLE: "The record cannot be read.",
        ReviewPhrase.WHEN: "Time",
        ReviewPhrase.FOUND: "Found",
        ReviewPhrase.WHY: "Why it is here",
        ReviewPhrase.INCIDENT: "Incident",
        ReviewPhrase.DISAGREEMENT: "The other engine says {verdict}",
        ReviewPhrase.BAND: "The score is in the review band",
        ReviewPhrase.AND: "; ",
        ReviewPhrase.AGAINST: "{by} let them pass against the verdict",
        ReviewPhrase.AGAINST_ERASED: "Let pass against the verdict",
        ReviewPhrase.ERASED: "(erased)",
        ReviewPhrase.STATION: "Judged by {endpoint}{engine}: {verdict}{score}. {reason}",
        ReviewPhrase.OTHER: "Asked besides, {endpoint}{engine}: {verdict}{score}. {reason}",
        ReviewPhrase.HERE: "this computer",
        ReviewPhrase.SCORE: ", score {score}",
        ReviewPhrase.EVIDENCE: "Evidence",
        ReviewPhrase.DECIDE: "Decide…",
        ReviewPhrase.LEAVE: "Leave as it is…",
        ReviewPhrase.OWN: "You decided this yourself; somebody else has to look.",
        ReviewPhrase.RECORDING: "Recording…",
        ReviewPhrase.RECORDED: "Recorded beside the verdict, which stays as it is.",
        ReviewPhrase.NOT_RECORDED: "That could not be recorded, so nothing has changed. Try again.",
        ReviewPhrase.NOT_CONFIRMED: "Nobody confirmed it, so nothing has changed.",
        ReviewPhrase.CLOSE: "Close",
        ReviewPhrase.TODAY: "{count} in review",
        ReviewPhrase.NO_OPINIONS: "There are no second opinions yet. With the second engine turned "
        "on in the settings, both look at the same picture where the subject allows it.",
        ReviewPhrase.NO_BASELINE: "The same in {percent} of {count}. What is usual is known after "
        "{needed}.",
        ReviewPhrase.AS_USUAL: "The same in {percent} of the last {count}; usual is {usual}.",
        ReviewPhrase.DRIFTED: "The engines agree less often than they used to: in {percent} of the "
        "last {count}; usual was {usual}. Look at the disagreements, then at whether an engine, a "
        "camera or the light has changed.",
        ReviewPhrase.PAIR: "{one} and {other}",
        ReviewPhrase.KEY: "dot: share of a day that was the same · line: where it lies with 95 % · "
        "dashed: usual",
        ReviewPhrase.MEANING: "Agreement is no error rate: it does not tell who is right, only "
        "that something has changed. Usual is what the first {needed} of this station's newest "
        "5,000 answers came to.",
        ReviewPhrase.DAY: "{day}: {same} of {total} the same ({low} to {high})",
        ReviewPhrase.USUAL: "usual",
    },
    counts={
        ReviewCounted.COUNT: Counted(
            "%n check needs a second look.", "%n checks need a second look."
        ),
        ReviewCounted.INCIDENTS: Counted(
            "In %n of them somebody may have passed wrongly.",
            "In %n of them somebody may have passed wrongly.",
        ),
    },
)


def review_words(words: Words) -> ReviewWords:
    """Returns what a language says of the review lane."""
    return words.topic("review", REVIEW_EN)
