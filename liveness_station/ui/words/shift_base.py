"""What is said of a shift: its window, its report, and what is handed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.overrides import OverrideReason
from liveness_station.ui.words.counted import Counted


class ShiftPhrase(Enum):
    """Fixed texts of the shift."""

    TITLE = auto()
    SPAN = auto()
    SPAN_SHIFT = auto()
    SPAN_TODAY = auto()
    SPAN_DAYS = auto()
    FROM = auto()
    TO = auto()
    DAY_HINT = auto()
    SHOW = auto()
    BAD_DAY = auto()
    BAD_RANGE = auto()
    RANGE = auto()
    NO_SHIFT = auto()
    LOADING = auto()
    EMPTY = auto()
    UNREADABLE = auto()
    CHECKS = auto()
    SUBJECTS = auto()
    REJECTS = auto()
    ATTACKS = auto()
    OVERRIDDEN = auto()
    IN_REVIEW = auto()
    PER_SUBJECT = auto()
    PER_CHECK = auto()
    CALLS = auto()
    SAVED = auto()
    COST = auto()
    CONSENT_REFUSED = auto()
    NOTE_SHARE = auto()
    NOTE_REVIEW = auto()
    NOTE_P95 = auto()
    NOTE_CALLS = auto()
    NOTE_SAVED_UNKNOWN = auto()
    NOTE_SAVED = auto()
    NOTE_COST = auto()
    NOTE_COST_SAVED = auto()
    NOTE_NO_PRICE = auto()
    NOTE_CONSENT = auto()
    OUTCOMES = auto()
    OTHER_METHOD = auto()
    BROKEN_OFF = auto()
    PENDING = auto()
    REASONS = auto()
    TRIES = auto()
    OVERRIDES = auto()
    OTHER_REASONS = auto()
    ACCEPTED = auto()
    REFUSED = auto()
    RETRIES = auto()
    NONE = auto()
    HONEST = auto()
    SECONDS = auto()
    MILLISECONDS = auto()
    REPORT = auto()
    WITH_NAMES = auto()
    HAND_OVER = auto()
    WHAT_IF = auto()
    CLOSE = auto()
    FOLDER = auto()
    WRITING = auto()
    WRITTEN = auto()
    REPORT_TITLE = auto()
    DESK = auto()
    OPERATOR = auto()
    MADE_AT = auto()
    RATES = auto()
    TIMES = auto()
    USE = auto()
    LEDGER = auto()
    LEDGER_QR = auto()
    SIGN_OPERATOR = auto()
    SIGN_SUPERVISOR = auto()
    SIGN_DATE = auto()
    NAMES = auto()
    ERASED = auto()
    PAGE = auto()
    NOTE_TITLE = auto()
    NOTE_INTRO = auto()
    NOTE_HINT = auto()
    NOTE_GIVE = auto()
    NOTE_CANCEL = auto()
    NOTE_LAST = auto()
    NOTE_NOTHING = auto()
    NOTE_READ = auto()


class ShiftCounted(Enum):
    """Texts that go by number."""

    NOTE_SUBJECTS = auto()
    NOTE_PASSED = auto()
    UNANSWERED = auto()
    TRIES = auto()
    TRIES_MORE = auto()
    AND_MORE = auto()
    NOTE_LEFT = auto()


@dataclass(frozen=True, slots=True)
class ShiftWords:
    """One language of the shift. Every table has an entry for every code."""

    phrases: dict[ShiftPhrase, str]
    counts: Mapping[ShiftCounted, Counted]
    overrides: dict[OverrideReason, str]
    other_ways: dict[OtherReason, str]

    def say(self, phrase: ShiftPhrase, **values: object) -> str:
        """Returns a phrase with its values filled in."""
        return self.phrases[phrase].format(**values) if values else self.phrases[phrase]

    def say_count(self, text: ShiftCounted, count: int, **values: object) -> str:
        """Returns a text for a number, with its other values filled in."""
        return self.counts[text].say(count, **values)
