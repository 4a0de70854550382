"""`liveness-station credentials set|test|remove`: secrets into and out of the keyring."""

import argparse
import getpass
import sys
from dataclasses import replace

from liveness_station.app.credential_desk import CredentialDesk
from liveness_station.app.paths import find_places
from liveness_station.app.policy_floor import settings_in_force, under_floor
from liveness_station.credentials.store import ServiceCredentials
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from liveness_station.runtime.credential_requests import (
    CredentialAction,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.service.access import parse_credentials
from liveness_station.service.troubles import CredentialsFileError
from liveness_station.settings.values import Settings

_MAX_BYTES = 64 * 1024
_ADVICE = {
    Reason.CREDENTIALS_MISSING: "nothing is stored; run: liveness-station credentials set",
    Reason.CREDENTIALS_LOCKED: "the keyring is locked; unlock it (sign in to the desktop) first",
    Reason.CREDENTIALS_REFUSED: "the keyring refused; allow access for this program",
    Reason.CREDENTIALS_BROKEN: "the keyring does not work here; the local engine needs none",
    Reason.AUTH: "the service refused these credentials; check them and the address",
    Reason.CLOCK: "the service says that this computer's clock is wrong",
    Reason.NOT_AUTHORISED: "the account may not use this service, or no longer",
    Reason.QUOTA: "the account's checks are used up or overdue",
    Reason.OFFLINE: "the service cannot be reached; check the network and the address",
    Reason.TLS: "the service's certificate is not trusted; give --ca-file for a company's own",
    Reason.ADDRESS: "the address is not valid; it must begin with https://",
}


def run(arguments: argparse.Namespace) -> int:
    """Does what was asked for; exit code 0 if it worked, 1 if not."""
    try:
        if arguments.target == "service":
            return _service(arguments)
        return _cloud(arguments)
    except CredentialError as error:
        return _fail(error.reason, error.detail)
    except (KeyboardInterrupt, EOFError):
        print("\nNothing was changed.", file=sys.stderr)
        return 1


def _cloud(arguments: argparse.Namespace) -> int:
    request = CredentialRequest(CredentialAction(_action(arguments)), is_cloud=True, base_url="")
    if arguments.action == "set":
        if arguments.signature:
            key, secret = _ask("AppKey"), _ask("AppSecret")
            request = replace(request, app_key=key, app_secret=secret)
        else:
            request = replace(request, appcode=_ask("AppCode"))
    reply = CredentialDesk(KeyringVault()).answer(request, _settings(arguments))
    if reply.result is CredentialResult.BAD_CREDENTIAL:
        print("Only letters, digits and . _ - are possible; paste it again.", file=sys.stderr)
        return 1
    if reply.reason is not None:
        return _fail(reply.reason, "")
    print(_done(arguments.action))
    return 0


def _service(arguments: argparse.Namespace) -> int:
    store = ServiceCredentials(KeyringVault())
    match arguments.action:
        case "set":
            text = _ask('JSON ({"appcodes": [...], "apps": {...}})')
            try:
                parse_credentials(text.reveal().encode())
            except CredentialsFileError as error:
                print(f"liveness-station credentials: {error}", file=sys.stderr)
                return 1
            store.save(text)
        case "remove":
            store.remove()
        case _:
            store.load()
    print(_done(arguments.action))
    return 0


def _ask(what: str) -> Secret:
    """Asks on the terminal without echo, or reads one line where input is no terminal."""
    if sys.stdin.isatty():
        return Secret(getpass.getpass(f"{what}: ").strip())
    line = sys.stdin.readline(_MAX_BYTES)
    if not line:
        raise EOFError
    return Secret(line.strip())


def _settings(arguments: argparse.Namespace) -> Settings:
    settings = settings_in_force(find_places(arguments.data_dir))
    if arguments.base_url is not None:
        settings = replace(settings, base_url=arguments.base_url)
    if arguments.ca_file is not None:
        settings = replace(settings, ca_file=str(arguments.ca_file))
    return under_floor(settings)


def _action(arguments: argparse.Namespace) -> str:
    return "save" if arguments.action == "set" else str(arguments.action)


def _done(action: str) -> str:
    return {"set": "Stored.", "test": "Accepted.", "remove": "Removed."}[action]


def _fail(reason: Reason, detail: str) -> int:
    advice = _ADVICE.get(reason, f"it did not work ({reason.value})")
    print(f"liveness-station credentials: {advice}", file=sys.stderr)
    if detail:
        print(f"  ({detail})", file=sys.stderr)
    return 1
