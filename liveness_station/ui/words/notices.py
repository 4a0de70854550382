"""Short remarks to the operator."""

from liveness_station.session.states import Notice

NOTICES_EN = {
    Notice.SUBJECT_MISSING: "Enter the subject's reference first",
    Notice.SUBJECT_NOT_SET: "Press Enter to set the subject first",
    Notice.SUBJECT_TOO_LONG: "The reference is longer than 64 characters",
    Notice.SUBJECT_CONTROL_CHARACTER: "The reference holds an invisible character; type it again",
    Notice.NO_PICTURE: "There is no picture to capture",
    Notice.PICTURE_TOO_OLD: "The picture has stopped; wait until it moves",
    Notice.PICTURE_UNUSABLE: "The picture cannot be used; see what stands in its place",
    Notice.ALREADY_CHECKING: "A check is already running",
    Notice.ENGINE_STARTING: "The engine is still starting",
    Notice.GATES_LOADING: "The picture will be measured in a moment; press once more then",
    Notice.MEMORY_LOW: "This computer is short of memory. Close other programs.",
    Notice.VERDICT_EXPIRED: "The verdict was cleared after two minutes",
    Notice.SUBJECT_SWAPPED: "Another face: the verdict was cleared. Check again.",
    Notice.SUBJECT_LEFT: "Nobody is there any more: the verdict was cleared",
    Notice.SUBJECT_LOOKED_FOR: "Looking up earlier attempts …",
    Notice.SUBJECT_AGAINST_RULE: "This is no reference of this house; look at it again",
    Notice.SUBJECT_CHECK_DIGIT: "The check digit does not fit: a digit is wrong or missing",
    Notice.SUBJECT_SHORTENED: "A spreadsheet has shortened this number; type it from the document",
    Notice.SUBJECT_FULL_WIDTH: "Full-width letters or digits; switch the input method and retype",
    Notice.QUEUE_EMPTY: "Nobody is waiting. Type or scan a reference.",
    Notice.CONSENT_MISSING: "Ask the subject first",
    Notice.CONSENT_BEING_RECORDED: "The answer is being recorded …",
    Notice.CONSENT_NOT_RECORDED: "The answer could not be recorded. Ask again, "
    "or take the other method.",
    Notice.CONSENT_REFUSED: "The subject does not agree. Press O for the other method.",
    Notice.ATTEMPTS_SPENT: "No attempts left. A supervisor can allow more: press A.",
    Notice.OTHER_METHOD_TAKEN: "This subject takes the other method. Press N for the next one.",
    Notice.DESK_LOCKED: "The desk is locked",
    Notice.NOT_ALLOWED: "Your role does not allow this",
    Notice.NOT_WRITTEN_DOWN: "This could not be recorded, so it does not count. Try once more.",
    Notice.SECOND_PERSON_NEEDED: "A second person must confirm this",
    Notice.NOTHING_TO_DECIDE: "There is no recorded attempt to write this to",
}
