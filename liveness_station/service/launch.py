"""What the station hands to the service it starts: one line, over a pipe, in no argument."""

import re
from dataclasses import dataclass
from typing import Final

from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.domain.secrets import Secret
from liveness_station.service.access import ServiceCredentials, credentials_of
from liveness_station.service.troubles import ServiceSetupError

_REPLY_KEY: Final = "reply_key"
_KEY: Final = re.compile(r"\A[0-9a-f]{64}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Launch:
    """The secrets of one start.

    Attributes:
        credentials: who may ask.
        reply_key: 32 bytes as hex digits that bind replies to requests; None leaves them unbound.
    """

    credentials: ServiceCredentials
    reply_key: Secret | None


def parse_launch(untrusted_line: bytes) -> Launch:
    """Parses `{"appcodes": ["..."], "reply_key": "64 hex digits"}`; the key may be absent.

    Raises:
        ServiceSetupError: anything else; the text quotes no secret.
    """
    try:
        fields = parse_object(untrusted_line)
    except MalformedJsonError as error:
        raise ServiceSetupError(f"the launching line is no JSON object ({error})") from error
    key = fields.pop(_REPLY_KEY, None)
    if key is not None and (not isinstance(key, str) or not _KEY.match(key)):
        raise ServiceSetupError("reply_key must be 64 lower-case hex digits")
    return Launch(credentials_of(fields), None if key is None else Secret(key))
