"""The settings window in English."""

from liveness_station.settings.fields import Group, Unit
from liveness_station.settings.profiles import ProfileTrouble
from liveness_station.settings.troubles import SettingTrouble
from liveness_station.ui.words.counted import Counted
from liveness_station.ui.words.settings_base import FieldWords, SettingPhrase, SettingsWords

SETTINGS_EN = SettingsWords(
    phrases={
        SettingPhrase.TITLE: "Settings",
        SettingPhrase.SEARCH: "Search settings",
        SettingPhrase.GROUPS: "Groups of settings",
        SettingPhrase.NOTHING_FOUND: "No setting has these words.",
        SettingPhrase.DEFAULT: "Default: {value}",
        SettingPhrase.RESET: "Default",
        SettingPhrase.RESTART: "Takes effect at the next start.",
        SettingPhrase.LOCKED: "Laid down by this computer's policy.",
        SettingPhrase.LEAST: "This computer's policy asks for at least {value}.",
        SettingPhrase.MOST: "This computer's policy allows at most {value}.",
        SettingPhrase.HOLDS: "This computer's policy asks for: {value}.",
        SettingPhrase.RANGE: "{least} to {most}",
        SettingPhrase.RANGE_BELOW: "{least} or more, below {most}",
        SettingPhrase.SEPARATED: "Several are separated by semicolons",
        SettingPhrase.ON: "on",
        SettingPhrase.OFF: "off",
        SettingPhrase.EMPTY: "none",
        SettingPhrase.COMMA: ", ",
        SettingPhrase.OF_ENDPOINT: "0.5 on this computer, no band for the cloud",
        SettingPhrase.UNCHANGED: "Nothing is changed.",
        SettingPhrase.CHANGES: "To be saved:",
        SettingPhrase.CHANGE: "{name}: {before} → {after}",
        SettingPhrase.MORE_CHANGES: "and {count} more",
        SettingPhrase.BAD_INPUT: "Not saved as long as something cannot be used: {names}",
        SettingPhrase.SAVE: "Save",
        SettingPhrase.SAVED: "Saved and recorded.",
        SettingPhrase.UNSAVED: "In force and recorded, but the disk refuses the file: with the "
        "next start this is gone.",
        SettingPhrase.RAISED: "The policy has raised: {names}",
        SettingPhrase.DISCARD: "Discard",
        SettingPhrase.LEAVE_SURE: "Not saved yet. Close again to leave without saving.",
        SettingPhrase.CLOSE: "Close",
        SettingPhrase.EXPORT: "Export profile…",
        SettingPhrase.IMPORT: "Import profile…",
        SettingPhrase.WITH_OWN: "with paths and names of this desk",
        SettingPhrase.EXPORTED: "Written to {name}; it holds no secrets.",
        SettingPhrase.IMPORTED: "Taken from {name}. Nothing is in force before you save.",
        SettingPhrase.IMPORTED_SAME: "{name} says nothing that is not so already.",
        SettingPhrase.FILES: "Station profiles (*.json)",
        SettingPhrase.ELSEWHERE: "The camera is chosen below the picture, the endpoint "
        "with its credentials in the menu.",
        SettingPhrase.POLICY_DAMAGED: "This computer's policy file cannot be used; the strictest "
        "rules hold.",
    },
    groups={
        Group.DESK: "Desk",
        Group.SUBJECTS: "Subjects and consent",
        Group.CHECKS: "Checks",
        Group.PICTURES: "Pictures and retention",
        Group.NETWORK: "Network",
        Group.LOOKS: "Looks",
        Group.RECORDS: "Records",
    },
    units={
        Unit.NONE: "{count}",
        Unit.SCORE: "{count}",
        Unit.SECONDS: "{count} s",
        Unit.MINUTES: "{count} min",
        Unit.DAYS: "{count}",
        Unit.ATTEMPTS: "{count}",
        Unit.MONEY: "{count}",
    },
    days=Counted("%n day", "%n days"),
    fields={
        "desk_name": FieldWords("Name of this desk", "Stands in the window and on reports."),
        "lock_minutes": FieldWords(
            "Lock after", "A signed-in desk that nobody touches so long locks itself; 0: never."
        ),
        "sounds": FieldWords("Sounds", "A short sound goes with each verdict."),
        "subject_display": FieldWords(
            "Subject display", "Shows the subject's window on a second screen, where there is one."
        ),
        "auto_capture_s": FieldWords(
            "Capture by itself after", "All gates green for so long take the picture; 0: never."
        ),
        "consent": FieldWords(
            "Consent", "Whether each subject is asked here before anything is captured."
        ),
        "subject_language": FieldWords(
            "Subjects' language", "For subjects who have chosen none of their own."
        ),
        "reference_pattern": FieldWords(
            "Rule for references", "What a subject's reference must look like; empty: anything."
        ),
        "attempts_most": FieldWords(
            "Attempts at most", "So many for one subject; then a supervisor allows more."
        ),
        "attempts_minutes": FieldWords(
            "Attempts count for", "Older attempts of a subject no longer count."
        ),
        "appeal": FieldWords(
            "Where to appeal", "Stands on the subject's slip: whom to turn to who disagrees."
        ),
        "threshold": FieldWords("Threshold", "Only a score above it is live."),
        "review_limit": FieldWords(
            "Review limit",
            "A score above it and not above the threshold is for a person to judge. Empty: as the "
            "endpoint suggests.",
        ),
        "check": FieldWords("Way of checking", "How the pictures of a check are taken."),
        "second_person": FieldWords(
            "Second person", "What an operator may not decide without somebody else's PIN."
        ),
        "shadow": FieldWords(
            "Second opinion", "The other engine judges the same picture, where consent allows it."
        ),
        "benign_risk_reasons": FieldWords(
            "Harmless risk reasons",
            "Risk reasons of the cloud that do not speak against a subject.",
        ),
        "keep_pictures": FieldWords(
            "Keep pictures", "Of which checks the pictures are kept, sealed."
        ),
        "picture_form": FieldWords("Kept as", "What is kept of each picture."),
        "picture_days": FieldWords("Keep pictures for", "Then they are erased; 0 keeps none."),
        "person_days": FieldWords(
            "Keep names for", "Then whatever tells who it was is erased from the record."
        ),
        "proxy": FieldWords("Proxy", "Address on the way to the cloud; empty: none."),
        "ca_file": FieldWords(
            "Certificate authorities", "Path of a file of additional authorities; empty: none."
        ),
        "call_cost": FieldWords(
            "Cost of a call", "Of one call to the cloud, for the shift's sums."
        ),
        "currency": FieldWords("Currency", "Of that cost, as it is printed."),
        "language": FieldWords("Language", "Of this program."),
        "theme": FieldWords("Colours", "Of this program."),
        "witnesses": FieldWords(
            "Places for checkpoints",
            "Folders elsewhere, by full path, that vouch for the record, or os-log.",
        ),
    },
    choices={
        "consent": {"ask": "Ask each subject", "elsewhere": "Was asked elsewhere"},
        "subject_language": {"": "As the window", "zh_CN": "中文", "en": "English"},
        "check": {
            "auto": "Guided where possible",
            "still": "One picture",
            "burst": "A short burst",
            "guided": "Guided movements",
        },
        "second_person": {
            "accept_after_attack": "Accepting after NOT LIVE",
            "accept_after_other": "Accepting after TRY AGAIN or ERROR",
            "refuse_after_live": "Refusing after LIVE",
        },
        "keep_pictures": {"none": "None", "rejects": "Of rejects", "all": "Of all"},
        "picture_form": {"full": "The picture that was sent", "thumbnail": "A small picture"},
        "language": {"": "As the system", "zh_CN": "中文", "en": "English"},
        "theme": {"": "As the system", "light": "Light", "dark": "Dark"},
    },
    troubles={
        SettingTrouble.WRONG_TYPE: "Type a number.",
        SettingTrouble.UNKNOWN_CHOICE: "This cannot be chosen.",
        SettingTrouble.OUT_OF_RANGE: "This is out of bounds.",
        SettingTrouble.NOT_A_PATTERN: "This is no rule for references.",
        SettingTrouble.NOT_AN_ADDRESS: "This is no address; one begins with https://.",
        SettingTrouble.UNENCRYPTED: "Only an https address keeps pictures private.",
        SettingTrouble.SUSPECTS_AN_ATTACK: "One of these suspects an attack: it is never harmless.",
        SettingTrouble.HOLDS_LOGIN: "An address with a login is not kept here: it is a secret.",
        SettingTrouble.UNDER_FLOOR: "This is less strict than this computer's policy.",
        SettingTrouble.FILE_UNREADABLE: "The settings file cannot be read.",
        SettingTrouble.FILE_CORRUPT: "The settings file is damaged.",
        SettingTrouble.FILE_NEWER: "The settings file is of a newer version of this program.",
        SettingTrouble.NOT_KEPT_ASIDE: "The damaged file could not be kept aside.",
    },
    profile_troubles={
        ProfileTrouble.UNREADABLE: "This file cannot be read.",
        ProfileTrouble.NOT_A_PROFILE: "This is no station profile.",
        ProfileTrouble.NEWER: "This profile is of a newer version of the program.",
        ProfileTrouble.BAD_FIELDS: "Nothing was taken; these cannot be used: {names}",
        ProfileTrouble.NOT_WRITTEN: "The profile cannot be written there.",
    },
)
