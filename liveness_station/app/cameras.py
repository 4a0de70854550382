"""`liveness-station cameras`: what the system lists, and which of it the desk trusts."""

import argparse
import json

from liveness_station.app import camera_enrolment
from liveness_station.camera.device_class import DeviceClass
from liveness_station.camera.devices import Device, list_devices


def run(arguments: argparse.Namespace) -> int:
    """Lists cameras, or changes which are trusted; exit code 0 where that worked, else 1."""
    if camera_enrolment.is_wanted(arguments):
        return camera_enrolment.run(arguments)
    devices = list_devices()
    for device in devices:
        print(json.dumps(_fields(device), ensure_ascii=False) if arguments.json else _line(device))
    if not devices and not arguments.json:
        print("No camera found. Plug one in, or use --source with a file or an address.")
    return 0 if devices else 1


def _fields(device: Device) -> dict[str, object]:
    return {
        "index": device.index,
        "label": device.label,
        "name": device.name,
        "path": device.path,
        "vendor_id": _hex(device.vendor_id),
        "product_id": _hex(device.product_id),
        "backend": device.backend,
        "port": device.port,
        "kind": device.classification.kind.value,
        "identity": device.identity.text,
        "grounds": [ground.value for ground in device.classification.grounds],
    }


def _line(device: Device) -> str:
    ids = (
        "" if device.vendor_id is None else f"  {_hex(device.vendor_id)}:{_hex(device.product_id)}"
    )
    kind = device.classification.kind
    hint = "" if kind is DeviceClass.PHYSICAL else f"  ({kind.value})"
    return f"{device.index}  {device.label}{ids}  {device.path}{hint}"


def _hex(number: int | None) -> str | None:
    return None if number is None else f"{number:04x}"
