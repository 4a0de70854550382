"""`liveness-station doctor`: everything the station needs, each with what to do about it."""

import argparse
import json
import shutil
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from liveness_station import __version__
from liveness_station.app.credential_desk import test
from liveness_station.app.display import missing_display
from liveness_station.app.doctor_consent import look_at_consent
from liveness_station.app.doctor_desk import look_at_light, look_at_setup, look_at_trust
from liveness_station.app.endpoints import service_command
from liveness_station.app.findings import Finding
from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.paths import Places, find_places
from liveness_station.app.policy_floor import settings_in_force
from liveness_station.app.record_state import bad_place, next_step, set_aside_names
from liveness_station.app.witnessing import read_stamp, state_of
from liveness_station.app.workbench import utc_now
from liveness_station.camera.devices import list_devices
from liveness_station.credentials.store import CloudCredentials
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import CredentialError, EngineError, RecordError, StationError
from liveness_station.domain.ports import Vault
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.decode import decode
from liveness_station.pad.models import load_engine
from liveness_station.runtime.supervisor import ServiceSupervisor
from liveness_station.settings.files import load_settings
from liveness_station.settings.values import EndpointChoice, Settings
from liveness_station.storage.records import open_records

_MIN_FREE_BYTES = 200 * 1024 * 1024
_MAX_OFFSET_S = 60.0
_PARTS = ("PySide6-Essentials", "opencv-python", "onnxruntime", "requests", "keyring")


def run(arguments: argparse.Namespace) -> int:
    """Looks and tells; exit code 1 if anything fails."""
    places = find_places(arguments.data_dir)
    has_failed = False
    for finding in _examine(arguments, places):
        has_failed = has_failed or finding.result == "fail"
        if arguments.json:
            print(json.dumps(_fields(finding), ensure_ascii=False), flush=True)
        else:
            step = f"\n        -> {finding.next_step}" if finding.next_step else ""
            print(f"{finding.result:<5} {finding.name}: {finding.detail}{step}", flush=True)
    return 1 if has_failed else 0


def _fields(finding: Finding) -> dict[str, str]:
    return {
        "name": finding.name,
        "result": finding.result,
        "detail": finding.detail,
        "next_step": finding.next_step,
    }


def _examine(arguments: argparse.Namespace, places: Places) -> Iterator[Finding]:
    looks: tuple[Callable[[], Finding | None], ...] = (
        _versions,
        _display,
        _cameras,
        lambda: look_at_trust(places, list_devices()),
        lambda: _models(places),
        lambda: _service(arguments),
        lambda: _records(places),
        lambda: look_at_setup(places),
        lambda: look_at_light(places, utc_now().astimezone()),
        lambda: look_at_witnesses(places, settings_in_force(places)),
        lambda: _disk(places),
        lambda: _settings(places),
        lambda: look_at_consent(places),
        _keyring,
        lambda: look_at_cloud(settings_in_force(places), KeyringVault),
    )
    for look in looks:
        finding = look()
        if finding is not None:
            yield finding


def _versions() -> Finding:
    parts = ", ".join(f"{name} {version(name)}" for name in _PARTS)
    python = ".".join(str(part) for part in sys.version_info[:3])
    detail = f"liveness-station {__version__}, Python {python}"
    return Finding("versions", "pass", f"{detail}, {parts}")


def _display() -> Finding:
    why = missing_display()
    if why is None:
        return Finding("display", "pass", "a window can be shown")
    return Finding("display", "warn", why, "start from a desktop; `check` and `serve` need none")


def _cameras() -> Finding:
    devices = list_devices()
    if devices:
        return Finding("camera", "pass", "; ".join(device.label for device in devices))
    return Finding("camera", "warn", "none found", "plug one in, or use --source FILE|ADDRESS")


def _models(places: Places) -> Finding:
    started_s = time.perf_counter()
    try:
        engine = load_engine(places.models)
        engine.assess(decode(places.portrait.read_bytes()))
    except (EngineError, OSError) as error:
        return Finding("models", "fail", str(error), "install the program again")
    took_ms = (time.perf_counter() - started_s) * 1000
    return Finding("models", "pass", f"{engine.name}, loaded and tried in {took_ms:.0f} ms")


def _service(arguments: argparse.Namespace) -> Finding:
    supervisor = ServiceSupervisor(service_command(arguments.data_dir))
    started_s = time.perf_counter()
    try:
        service = supervisor.ensure_running()
    except EngineError as error:
        return Finding("service", "fail", str(error), "look into the log service.log")
    finally:
        supervisor.stop()
    took_ms = (time.perf_counter() - started_s) * 1000
    return Finding("service", "pass", f"ready in {took_ms:.0f} ms at {service.base_url}")


def _records(places: Places) -> Finding:
    shelf = KeyringShelf(KeyringVault)
    try:
        records = open_records(
            places.records, run_id=uuid.uuid4().hex, utc_now=utc_now, shelf=shelf
        )
    except RecordError as error:
        step = next_step(error.detail)
        return Finding("records", "fail", f"{places.records}: {error.detail}", step)
    records.close()
    shelf.close()
    return look_at_record(places.records)


def look_at_record(path: Path) -> Finding:
    """Judges a record that can be written to: where it lies, and what lies beside it."""
    names = set_aside_names(path)
    if names:
        step = "take it to a safe place, then `ledger enrol` anew; see docs/ledger.md"
        return Finding(
            "records", "warn", f"{path}; damaged and set aside: {', '.join(names)}", step
        )
    place = bad_place(path)
    if place:
        return Finding("records", "warn", f"{path}: {place}", "use a folder of this computer")
    return Finding("records", "pass", str(path))


def look_at_witnesses(places: Places, settings: Settings) -> Finding:
    """Says how old the newest checkpoint is that has reached a place outside."""
    state = state_of(len(settings.witnesses), read_stamp(places.witnessed), utc_now())
    if not state.places:
        step = "without one nobody can see that the newest entries were cut off; docs/ledger.md"
        return Finding("witnesses", "warn", "none set up", step)
    hours = None if state.age is None else state.age // timedelta(hours=1)
    detail = "nothing has arrived yet" if hours is None else f"newest checkpoint {hours} h old"
    if state.is_old:
        return Finding("witnesses", "warn", detail, "see that these places can be reached")
    return Finding("witnesses", "pass", detail)


def _disk(places: Places) -> Finding:
    folder = places.data if places.data.exists() else places.data.parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    detail = f"{free // (1024 * 1024)} MiB free"
    if free < _MIN_FREE_BYTES:
        return Finding("disk", "fail", detail, "free at least 200 MiB")
    return Finding("disk", "pass", detail)


def _settings(places: Places) -> Finding:
    problems = load_settings(places.settings).problems
    if not problems:
        return Finding("settings", "pass", str(places.settings))
    detail = ", ".join(f"{problem.name or 'file'}: {problem.trouble.value}" for problem in problems)
    return Finding("settings", "warn", detail, "set these again; defaults are used until then")


def look_at_cloud(settings: Settings, make_vault: Callable[[], Vault]) -> Finding | None:
    """Asks the cloud service about a blank picture; None where it is not the one that is chosen.

    It may count that as a call, like the dialog's test.
    """
    if settings.endpoint is not EndpointChoice.CLOUD:
        return None
    try:
        tested = test(settings, CloudCredentials(make_vault()).load())
    except StationError as error:
        step = "enter address and credentials again, or check the network"
        return Finding("cloud", "fail", f"{settings.base_url}: {error}", step)
    offset_s = tested.clock_offset_s
    clock = "clock unknown" if offset_s is None else f"its clock is {offset_s:+.1f} s from ours"
    detail = f"{settings.base_url}: {clock}"
    if tested.reason is not None:
        step = "docs/verdicts.md says who can act on it"
        return Finding("cloud", "fail", f"{detail}, refused: {tested.reason.value}", step)
    if offset_s is not None and abs(offset_s) > _MAX_OFFSET_S:
        return Finding("cloud", "warn", f"{detail}, accepted", "set this computer's clock")
    return Finding("cloud", "pass", f"{detail}, accepted")


def _keyring() -> Finding:
    try:
        KeyringVault().get("doctor-probe")
    except CredentialError as error:
        if error.reason is Reason.CREDENTIALS_MISSING:
            return Finding("keyring", "pass", "answers")
        step = "the cloud, signed records and kept pictures need it; checks work without"
        return Finding("keyring", "warn", str(error), step)
    return Finding("keyring", "pass", "answers")
