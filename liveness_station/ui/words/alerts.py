"""What is wrong as long as it lasts, by the codes of `Alert`."""

from liveness_station.domain.alerts import AlertCode
from liveness_station.ui.words.base import Explanation

ALERTS_EN = {
    AlertCode.RECORD_ALTERED: Explanation(
        "The record has been altered ({detail}).",
        "Tell whoever is in charge of this station; change nothing on this computer.",
    ),
    AlertCode.RECORD_ROLLED_BACK: Explanation(
        "Entries of the record are missing ({detail}).",
        "Tell whoever is in charge of this station; change nothing on this computer.",
    ),
    AlertCode.RECORD_UNVOUCHED: Explanation(
        "Entries of the record bear no code ({detail}): nothing is signed until somebody looks.",
        "Tell whoever is in charge of this station; docs/ledger.md says how.",
    ),
    AlertCode.RECORD_QUARANTINED: Explanation(
        "The record was damaged and has been set aside as {detail}; a new one was begun.",
        "Keep that file and tell whoever is in charge of this station.",
    ),
    AlertCode.RECORD_MISSING: Explanation(
        "The record that this desk had ({detail}) is gone; a new one was begun.",
        "Find it or say where it went: tell whoever is in charge of this station.",
    ),
    AlertCode.RECORD_DOWN: Explanation(
        "Nothing can be recorded. {detail}", "No check counts until this is mended."
    ),
    AlertCode.PLACE_SYNCED: Explanation(
        "The record lies in a folder that {detail} copies, which can damage it.",
        "Have it moved to a folder of this computer alone.",
    ),
    AlertCode.PLACE_NETWORKED: Explanation(
        "The record lies on a network drive ({detail}), which can damage it.",
        "Have it moved to a folder of this computer.",
    ),
    AlertCode.PICTURES_UNREADABLE: Explanation(
        "A kept picture cannot be read ({detail}).",
        "It was damaged or exchanged: tell whoever is in charge of this station.",
    ),
    AlertCode.RETENTION_REFUSED: Explanation(
        "Old data was not erased ({detail}).", "Tell whoever is in charge of this station."
    ),
    AlertCode.WITNESS_OLD: Explanation(
        "No checkpoint has reached an outside place for {detail}.",
        "See that the folder for checkpoints can be reached.",
    ),
    AlertCode.SETTINGS_FALLBACK: Explanation(
        "A setting cannot be used and has its default instead: {detail}.",
        "Correct it in the settings file, then start again.",
    ),
    AlertCode.CAMERAS_UNREADABLE: Explanation(
        "The list of cameras ({detail}) cannot be used, so that every camera is refused.",
        "Correct or remove that file beside the settings, then start again.",
    ),
    AlertCode.SETTINGS_UNREADABLE: Explanation(
        "The settings file cannot be used; every setting has its default.",
        "Correct the file, then start again.",
    ),
    AlertCode.POLICY_RAISED: Explanation(
        "A setting was less strict than this computer's policy and has been raised: {detail}.",
        "Settings (F10) show what the policy lays down.",
    ),
    AlertCode.POLICY_UNREADABLE: Explanation(
        "This computer's policy file ({detail}) cannot be used; the strictest rules hold.",
        "Have an administrator of this computer correct it, then start again.",
    ),
    AlertCode.ACCOUNTS_UNREADABLE: Explanation(
        "The file of accounts cannot be used ({detail}), so that nobody can sign in.",
        "Put back a copy of people.json beside the settings.",
    ),
    AlertCode.LIGHT_CHANGED: Explanation("{detail}", "F5 shows what to do."),
    AlertCode.DESK_NOT_SET_UP: Explanation(
        "This desk has not been set up with this camera.", "F6 does it in four short steps."
    ),
    AlertCode.QUEUE_UNREADABLE: Explanation(
        "Who was in line when the program ended cannot be read.",
        "Put them in line again, or take the list again.",
    ),
    AlertCode.QUEUE_NOT_KEPT: Explanation(
        "The line cannot be kept on disk: after a crash it would be gone.",
        "Make room on the disk. Checks are not touched by it.",
    ),
    AlertCode.ENGINES_DRIFTED: Explanation(
        "The two engines agree less often than they used to ({detail}).",
        "Open the review lane: something has changed about an engine, a camera or the light.",
    ),
}
