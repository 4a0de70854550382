"""Cameras as the picker lists them. No Qt here."""

from dataclasses import dataclass

from liveness_station.camera.device_class import DeviceClass
from liveness_station.camera.identities import Identity


@dataclass(frozen=True, slots=True)
class SourceListing:
    """One camera as the picker shows it.

    Attributes:
        key: by which the program finds it again.
        label: what the operator reads.
        identity: by which it is known again at the next start.
        is_default: True for the camera to start with where none was chosen before.
        kind: what it is taken for.
    """

    key: str
    label: str
    identity: Identity
    is_default: bool = False
    kind: DeviceClass = DeviceClass.UNKNOWN
