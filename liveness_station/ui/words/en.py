"""English."""

from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.ui.words.alerts import ALERTS_EN
from liveness_station.ui.words.base import Explanation, Phrase, Words
from liveness_station.ui.words.cameras import TROUBLES_EN
from liveness_station.ui.words.evidence import EVIDENCE_EN
from liveness_station.ui.words.notices import NOTICES_EN
from liveness_station.ui.words.risks import RISKS_EN

_PHRASES = {
    Phrase.APP_NAME: "Liveness Station",
    Phrase.SUBJECT: "Subject",
    Phrase.SUBJECT_HINT: "Reference",
    Phrase.SUBJECT_SET: "Check now",
    Phrase.NOBODY: "No subject yet",
    Phrase.TODAY: "Today",
    Phrase.TODAY_EMPTY: "No checks yet",
    Phrase.CAPTURE: "Capture",
    Phrase.CAPTURE_KEY: "Space",
    Phrase.CAPTURE_MOTIONLESS: "Without movement",
    Phrase.CAPTURE_MOTIONLESS_KEY: "Shift+Space",
    Phrase.CAPTURE_MOTIONLESS_HINT: "For people who cannot turn their head. It is recorded so.",
    Phrase.GUIDE_SETTLE: "Look straight into the camera",
    Phrase.GUIDE_LEFT: "Turn your head to YOUR left",
    Phrase.GUIDE_RIGHT: "Turn your head to YOUR right",
    Phrase.GUIDE_BACK: "Good. Now look straight again",
    Phrase.GUIDE_THANKS: "Good. Hold still",
    Phrase.GUIDE_HOLD: "Look into the camera and hold still",
    Phrase.GUIDING: "The subject is shown what to do",
    Phrase.COLLECTING: "Taking pictures …",
    Phrase.CANCEL: "Cancel  Esc",
    Phrase.DONE: "Done",
    Phrase.DONE_KEY: "Enter",
    Phrase.CHECKING: "Checking …",
    Phrase.CARD_EMPTY: "Press Space when the face is in the picture.",
    Phrase.CARD_EMPTY_GUIDED: "Press Space when the face is in the picture. "
    "The subject is then asked to turn the head.",
    Phrase.CARD_EMPTY_SUBJECT: "Enter the subject's reference first.",
    Phrase.CARD_EMPTY_CAMERA: "Waiting for a picture.",
    Phrase.SCORE: "Live score {score}",
    Phrase.SCORES: "scores: {scores}",
    Phrase.EVIDENCE: "{name}: {value} (limit {limit})",
    Phrase.EVIDENCE_AGAINST: "against: {evidence}",
    Phrase.NOT_BY_SCORE: "Other evidence decided",
    Phrase.NO_SCORE: "No score returned",
    Phrase.THRESHOLD: "Threshold {threshold}",
    Phrase.NOT_VERIFIED: "NOT VERIFIED",
    Phrase.STAYED_HERE: "This picture stayed on this computer.",
    Phrase.WENT_TO: "This picture was sent to {host}.",
    Phrase.MAY_HAVE_GONE_TO: "This picture may have been sent to {host}.",
    Phrase.DETAILS: "Details",
    Phrase.RECORD: "Record {number}",
    Phrase.NOT_RECORDED: "Not recorded",
    Phrase.SOURCE: "Camera",
    Phrase.SOURCE_NONE: "No camera found",
    Phrase.SOURCE_REFRESH: "Look for cameras again",
    Phrase.SOURCE_FILE: "Video or picture file …",
    Phrase.SOURCE_ADDRESS: "Network camera …",
    Phrase.SOURCE_ADDRESS_HINT: "Address of the stream (http, https, rtsp or rtsps)",
    Phrase.SOURCE_DEMO: "Demonstration",
    Phrase.CAMERA_OPENING: "Opening {label} …",
    Phrase.CAMERA_CLOSED: "No camera",
    Phrase.CAMERA_CLOSED_NEXT: "Plug one in, or choose a file, an address or the demonstration.",
    Phrase.ENGINE_STARTING: "Local engine is starting …",
    Phrase.ENGINE_LOCAL: "Local engine",
    Phrase.ENGINE_CLOUD: "Cloud: {host}",
    Phrase.ENGINE_FAILED: "No engine",
    Phrase.DEMO: "DEMONSTRATION",
    Phrase.DEMO_CARD: "Demonstration: not counted anywhere.",
    Phrase.SIMULATOR: "SIMULATOR",
    Phrase.SIMULATOR_CARD: "Simulator: no real check, not counted anywhere.",
    Phrase.THEME: "Light or dark",
    Phrase.LANGUAGE: "中文",
    Phrase.CREDENTIALS_TITLE: "Endpoint and credentials",
    Phrase.CREDENTIALS_INTRO: "Credentials are kept in this computer's keyring, nowhere else.",
    Phrase.ENDPOINT: "Check with",
    Phrase.ENDPOINT_LOCAL: "This computer (no account, no network)",
    Phrase.ENDPOINT_CLOUD: "Cloud service",
    Phrase.BASE_URL: "Address",
    Phrase.AUTH_APPCODE: "AppCode",
    Phrase.AUTH_SIGNATURE: "AppKey and signature",
    Phrase.APPCODE: "AppCode",
    Phrase.APP_KEY: "AppKey",
    Phrase.APP_SECRET: "AppSecret",
    Phrase.KEPT: "Leave empty to keep what is stored",
    Phrase.SAVE: "Save",
    Phrase.REMOVE: "Remove",
    Phrase.TEST: "Test",
    Phrase.CLOSE: "Close",
    Phrase.OPEN: "Open",
    Phrase.DISMISS: "Cancel",
    Phrase.NAMED: "{what}: {which}",
    Phrase.TESTING: "Testing …",
    Phrase.TEST_PASSED: "The service answered and accepted the credentials.",
    Phrase.SAVED: "Saved.",
    Phrase.REMOVED: "Removed.",
    Phrase.BAD_CREDENTIAL: "Only letters, digits and . _ - are possible here. Paste it again.",
    Phrase.CLOSE_WHILE_CHECKING: "A check is running. It will be given up and recorded as such.",
    Phrase.CLOSE_ANYWAY: "Close",
    Phrase.STAY: "Stay",
}

_VERDICTS = {
    Verdict.LIVE: "LIVE",
    Verdict.SPOOF: "NOT LIVE",
    Verdict.RETRY: "TRY AGAIN",
    Verdict.ERROR: "ERROR",
}

_AGAIN = "Capture again."
_THEN_AGAIN = "then capture again."
_ADMIN = "Call the administrator."

_REASONS = {
    Reason.ABOVE_THRESHOLD: Explanation("The score is above the threshold.", "Press Enter."),
    Reason.BELOW_THRESHOLD: Explanation(
        "The score is not above the threshold.",
        "Improve light and distance, or use another method.",
    ),
    Reason.ATTACK: Explanation(
        "A photo, screen or mask is suspected.", "Do not go on; call the supervisor."
    ),
    Reason.FLAT_MOVEMENT: Explanation(
        "The face moved like a flat picture, not like a head.",
        "Do not go on; call the supervisor.",
    ),
    Reason.NO_FACE: Explanation(
        "No face was found.", "Have the subject face the camera, " + _THEN_AGAIN
    ),
    Reason.BAD_IMAGE: Explanation("The picture cannot be used.", _AGAIN),
    Reason.IMAGE_TOO_SMALL: Explanation("The picture is too small.", "Choose a better camera."),
    Reason.IMAGE_TOO_LARGE: Explanation(
        "The picture is too large.", "Choose a smaller resolution or file."
    ),
    Reason.BOUNDARY: Explanation("The score lies on the threshold.", _AGAIN),
    Reason.REVIEW: Explanation(
        "The score is too low for live and too high for an attack.",
        "Improve light and distance, " + _THEN_AGAIN,
    ),
    Reason.DISAGREEMENT: Explanation(
        "The pictures of this check disagree.", "Have the subject hold still, " + _THEN_AGAIN
    ),
    Reason.TOO_FEW_FRAMES: Explanation(
        "Too few pictures showed the face.",
        "Have the subject stay in the picture, " + _THEN_AGAIN,
    ),
    Reason.NOT_STRAIGHT: Explanation(
        "The subject did not look straight into the camera.",
        "Put the camera above the screen, have the subject look into it, " + _THEN_AGAIN,
    ),
    Reason.MOVEMENT_MISSED: Explanation(
        "The head turn that was asked for was not seen in time.",
        "Explain it, then capture again; who cannot turn can be checked without.",
    ),
    Reason.FACE_CHANGED: Explanation(
        "The face jumped or changed during the check.",
        "Let only the subject be seen, " + _THEN_AGAIN,
    ),
    Reason.RISK_REASON: Explanation(
        "The engine has a doubt that a person must look at.",
        "Make sure only one person is in the picture, " + _THEN_AGAIN,
    ),
    Reason.STALE_FRAME: Explanation("The picture was too old.", _AGAIN),
    Reason.SERVER: Explanation("The service has a problem.", "Wait a moment, " + _THEN_AGAIN),
    Reason.THROTTLED: Explanation("The service is busy.", "Wait a minute, " + _THEN_AGAIN),
    Reason.BREAKER: Explanation(
        "The service is resting from an overload.", "Wait 90 seconds, " + _THEN_AGAIN
    ),
    Reason.NETWORK: Explanation("The connection broke.", _AGAIN),
    Reason.CANCELLED: Explanation("The check was cancelled.", _AGAIN),
    Reason.BAD_POLICY: Explanation("The threshold is not valid.", _ADMIN),
    Reason.UNTRUSTED_CHANNEL: Explanation("The other end did not prove who it is.", _ADMIN),
    Reason.SOURCE_REFUSED: Explanation(
        "The pictures may not come from a camera of this desk.", "Choose the desk's own camera."
    ),
    Reason.CONSENT_MISSING: Explanation(
        "The subject has not agreed to this. Nothing was sent.",
        "Ask for consent, or choose the other method.",
    ),
    Reason.LATE: Explanation("No answer came in time.", "Check the network, " + _THEN_AGAIN),
    Reason.OVERSIZE: Explanation("The answer was far too long.", _ADMIN),
    Reason.REDIRECT: Explanation(
        "The network sent us elsewhere.", "Sign in to the network, then capture again."
    ),
    Reason.AUTH: Explanation("The service refused the credentials.", _ADMIN),
    Reason.CLOCK: Explanation(
        "The service says that this computer's clock is wrong.",
        "Set date and time right, then capture again; if it comes again, call the administrator.",
    ),
    Reason.NOT_AUTHORISED: Explanation(
        "The account may not use this service, or no longer.",
        "Call the administrator: check the purchase.",
    ),
    Reason.QUOTA: Explanation(
        "The account's checks are used up or overdue.",
        "Call the administrator: buy more, or use the local engine.",
    ),
    Reason.PROVIDER: Explanation(
        "The provider has suspended the service.",
        "Call the administrator: contact the provider, or use the local engine.",
    ),
    Reason.TOO_LARGE: Explanation(
        "The picture is larger than the service takes.", "Choose a smaller resolution or file."
    ),
    Reason.GATEWAY: Explanation("The service's gateway refused the request.", _ADMIN),
    Reason.PROXY: Explanation("The proxy refused or did not answer.", _ADMIN),
    Reason.MALFORMED: Explanation("The answer could not be read.", _ADMIN),
    Reason.SCHEMA: Explanation("The answer is not complete.", _ADMIN),
    Reason.API_CHANGED: Explanation(
        "The answers are incomplete again and again: the service's interface may have changed.",
        "Call the administrator, or use the local engine.",
    ),
    Reason.BAD_IMAGE_AGAIN: Explanation("The service refused two pictures in a row.", _ADMIN),
    Reason.CONTRADICTION: Explanation("The answer contradicts itself.", _ADMIN),
    Reason.REPLAY: Explanation("The answer was given once before.", _ADMIN),
    Reason.UNKNOWN_CODE: Explanation("The service sent an unknown code.", _ADMIN),
    Reason.OFFLINE: Explanation(
        "The service cannot be reached.", "Check the network, or use the local engine."
    ),
    Reason.TLS: Explanation("The service's certificate is not trusted.", _ADMIN),
    Reason.ADDRESS: Explanation("The service's address is not valid.", _ADMIN),
    Reason.FILE_UNREADABLE: Explanation("The file cannot be read.", "Check its name and rights."),
    Reason.CREDENTIALS_MISSING: Explanation(
        "No credentials are stored.", "Enter them under Endpoint and credentials."
    ),
    Reason.CREDENTIALS_LOCKED: Explanation(
        "The keyring is locked.", "Unlock it (sign in again), then capture again."
    ),
    Reason.CREDENTIALS_REFUSED: Explanation(
        "The credentials cannot be used.", "Enter them again under Endpoint and credentials."
    ),
    Reason.CREDENTIALS_BROKEN: Explanation(
        "This computer's keyring does not work.", "Use the local engine, or call the administrator."
    ),
    Reason.ENGINE_DOWN: Explanation("The local engine is not running.", "Wait; it starts again."),
    Reason.NOT_RECORDED: Explanation(
        "The result could not be recorded, so it does not count.", _ADMIN
    ),
    Reason.INTERNAL: Explanation(
        "Something unforeseen went wrong.",
        "Capture again; if it comes again, call the administrator.",
    ),
}

ENGLISH = Words(
    "en",
    "English",
    _PHRASES,
    _VERDICTS,
    " ",
    14.0,
    _REASONS,
    NOTICES_EN,
    TROUBLES_EN,
    RISKS_EN,
    EVIDENCE_EN,
    ALERTS_EN,
)
