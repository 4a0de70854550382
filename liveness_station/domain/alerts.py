"""What the operator must know as long as it lasts, whoever stands before the camera."""

from dataclasses import dataclass
from enum import StrEnum


class AlertCode(StrEnum):
    """What is wrong. The values are stable codes."""

    RECORD_ALTERED = "record_altered"
    RECORD_ROLLED_BACK = "record_rolled_back"
    RECORD_UNVOUCHED = "record_unvouched"
    RECORD_QUARANTINED = "record_quarantined"
    RECORD_MISSING = "record_missing"
    RECORD_DOWN = "record_down"
    PLACE_SYNCED = "place_synced"
    PLACE_NETWORKED = "place_networked"
    PICTURES_UNREADABLE = "pictures_unreadable"
    RETENTION_REFUSED = "retention_refused"
    WITNESS_OLD = "witness_old"
    SETTINGS_FALLBACK = "settings_fallback"
    CAMERAS_UNREADABLE = "cameras_unreadable"
    SETTINGS_UNREADABLE = "settings_unreadable"
    POLICY_RAISED = "policy_raised"
    POLICY_UNREADABLE = "policy_unreadable"
    ACCOUNTS_UNREADABLE = "accounts_unreadable"
    LIGHT_CHANGED = "light_changed"
    DESK_NOT_SET_UP = "desk_not_set_up"
    QUEUE_UNREADABLE = "queue_unreadable"
    QUEUE_NOT_KEPT = "queue_not_kept"
    ENGINES_DRIFTED = "engines_drifted"


_GRAVE = frozenset(
    {
        AlertCode.RECORD_ALTERED,
        AlertCode.RECORD_ROLLED_BACK,
        AlertCode.RECORD_UNVOUCHED,
        AlertCode.RECORD_QUARANTINED,
        AlertCode.RECORD_DOWN,
        AlertCode.RECORD_MISSING,
        AlertCode.PICTURES_UNREADABLE,
    }
)


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that is wrong.

    Attributes:
        code: what.
        detail: which one, such as a file's or a setting's name; never a subject, never a secret.
    """

    code: AlertCode
    detail: str = ""

    @property
    def is_grave(self) -> bool:
        """Tells whether evidence is at stake, rather than convenience."""
        return self.code in _GRAVE
