"""The contract's two authentications, as request headers.

The signature is the vendor's: it binds neither body nor address and has no nonce, so it is for
interoperation only and must never travel over an unencrypted connection. Two of the three pages
print the signed text as `app_key×tamp&app_secret`, which is the HTML entity `&times` eating the
start of `&timestamp`; the sample programs on the same pages show what is meant.
"""

import hashlib
import re
from typing import Final

APPCODE_HEADER: Final = "Authorization"
KEY_HEADER: Final = "x-ca-key"
TIMESTAMP_HEADER: Final = "x-ca-timestamp"
SIGNATURE_HEADER: Final = "x-ca-signature"

_CREDENTIAL = re.compile(r"\A[A-Za-z0-9_.-]{4,128}\Z", re.ASCII)


def is_credential(text: str) -> bool:
    """Tells whether `text` can be an AppCode, AppKey or AppSecret (ASCII, no spaces, 4 to 128).

    The documentation's own placeholder (`你的APPCODE`) is not one: sending it would fail inside
    the HTTP library with an encoding error, long after the operator typed it.
    """
    return _CREDENTIAL.match(text) is not None


def appcode_headers(appcode: str) -> dict[str, str]:
    """Returns the header of the simple authentication."""
    return {APPCODE_HEADER: f"APPCODE {appcode}"}


def signature(app_key: str, timestamp_ms: str, app_secret: str) -> str:
    """Returns the hex MD5 (lower case) of `app_key&timestamp&app_secret` (vendor's pages, 2.3)."""
    text = f"{app_key}&{timestamp_ms}&{app_secret}"
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def signature_headers(app_key: str, app_secret: str, *, timestamp_ms: int) -> dict[str, str]:
    """Returns the three headers of the signed authentication; the time is UTC in milliseconds."""
    stamp = str(timestamp_ms)
    return {
        KEY_HEADER: app_key,
        TIMESTAMP_HEADER: stamp,
        SIGNATURE_HEADER: signature(app_key, stamp, app_secret),
    }
