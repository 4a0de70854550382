"""Every table of words there is, by the name under which it is translated."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from liveness_station.ui.words.cameras import CAMERAS_EN
from liveness_station.ui.words.consent import CONSENT_EN
from liveness_station.ui.words.dates import DATES_EN
from liveness_station.ui.words.decisions import DECISIONS_EN
from liveness_station.ui.words.details import DETAILS_EN
from liveness_station.ui.words.gates import GATES_EN
from liveness_station.ui.words.guiding import GUIDING_EN
from liveness_station.ui.words.history import HISTORY_EN
from liveness_station.ui.words.keys import KEYS_EN
from liveness_station.ui.words.ledger import LEDGER_EN
from liveness_station.ui.words.lighting import LIGHT_EN
from liveness_station.ui.words.menu import MENU_EN
from liveness_station.ui.words.people import PEOPLE_EN
from liveness_station.ui.words.provenance import PROVENANCE_EN
from liveness_station.ui.words.queue import QUEUE_EN
from liveness_station.ui.words.record import RECORD_EN
from liveness_station.ui.words.review import REVIEW_EN
from liveness_station.ui.words.setting_up import SETUP_EN
from liveness_station.ui.words.settings_en import SETTINGS_EN
from liveness_station.ui.words.shift import SHIFT_EN
from liveness_station.ui.words.slip import SLIP_EN
from liveness_station.ui.words.subject import SUBJECT_EN
from liveness_station.ui.words.training import TRAINING_EN
from liveness_station.ui.words.unforeseen import UNFORESEEN_EN
from liveness_station.ui.words.visits import VISITS_EN
from liveness_station.ui.words.what_if import WHAT_IF_EN

OWN_TABLES: Final = (
    "phrases",
    "verdicts",
    "reasons",
    "notices",
    "troubles",
    "risks",
    "evidence",
    "alerts",
)
"""Fields of `Words` itself."""

TOPICS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "cameras": CAMERAS_EN,
        "consent": CONSENT_EN,
        "dates": DATES_EN,
        "decisions": DECISIONS_EN,
        "details": DETAILS_EN,
        "gates": GATES_EN,
        "guiding": GUIDING_EN,
        "history": HISTORY_EN,
        "keys": KEYS_EN,
        "ledger": LEDGER_EN,
        "lighting": LIGHT_EN,
        "menu": MENU_EN,
        "people": PEOPLE_EN,
        "provenance": PROVENANCE_EN,
        "queue": QUEUE_EN,
        "record": RECORD_EN,
        "review": REVIEW_EN,
        "setting_up": SETUP_EN,
        "settings": SETTINGS_EN,
        "shift": SHIFT_EN,
        "slip": SLIP_EN,
        "subject": SUBJECT_EN,
        "training": TRAINING_EN,
        "unforeseen": UNFORESEEN_EN,
        "visits": VISITS_EN,
        "what_if": WHAT_IF_EN,
    }
)
"""Words of one window or one matter each."""
