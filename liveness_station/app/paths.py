"""Where things lie: what was shipped, and what this computer's user keeps."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from liveness_station import shipped

_APP = "liveness-station"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders and files of one installation for one user."""

    resources: Path
    data: Path
    config: Path
    logs: Path

    @property
    def models(self) -> Path:
        """The on-device models."""
        return self.resources / "models"

    @property
    def portrait(self) -> Path:
        """The picture of the demonstration source."""
        return self.resources / "demo" / "astronaut.png"

    @property
    def icons(self) -> Path:
        """The line icons."""
        return self.resources / "icons"

    @property
    def fonts(self) -> Path:
        """The fonts that are shipped."""
        return self.resources / "fonts"

    @property
    def queue(self) -> Path:
        """Who waits in front of the desk."""
        return self.data / "queue.json"

    @property
    def sounds(self) -> Path:
        """The sounds of the verdicts."""
        return self.resources / "sounds"

    @property
    def consent_texts(self) -> Path:
        """The texts that subjects are asked by, as they are shipped."""
        return self.resources / "consent"

    @property
    def people(self) -> Path:
        """Who works at this station."""
        return self.config / "people.json"

    @property
    def evaluation_template(self) -> Path:
        """The template of an evaluation's report."""
        return self.resources / "evaluation" / "report.html.jinja"

    @property
    def bundle_verifier(self) -> Path:
        """The program that travels with every evidence bundle."""
        return self.resources / "verify_bundle.py"

    @property
    def records(self) -> Path:
        """The database of every attempt."""
        return self.data / "records.sqlite3"

    @property
    def calls(self) -> Path:
        """How many calls were spent and saved today."""
        return self.data / "calls.json"

    @property
    def drafts(self) -> Path:
        """Where exports that are under way are noted."""
        return self.data / "exports"

    @property
    def picture_keys_lock(self) -> Path:
        """What a program holds while it makes the keys of kept pictures."""
        return self.data / "pictures.keys.lock"

    @property
    def stamp(self) -> Path:
        """The latest time that a signature named which the service has accepted."""
        return self.data / "service-stamp"

    @property
    def camera_times(self) -> Path:
        """How long each camera took to open."""
        # Not the name of the list of cameras: with a folder of one's own both lie in it.
        return self.data / "camera-times.json"

    @property
    def witnessed(self) -> Path:
        """When the newest checkpoint was made that is known to have reached a witness."""
        return self.data / "witnessed"

    @property
    def light(self) -> Path:
        """What is known of the light at this desk, and how it was set up."""
        return self.data / "light.json"

    @property
    def settings(self) -> Path:
        """The options that are no secrets."""
        return self.config / "settings.json"

    @property
    def station_mark(self) -> Path:
        """Which record this desk has."""
        return self.config / "station.json"

    @property
    def demonstration(self) -> Path:
        """The picture that a demonstration without a screen leaves."""
        return self.data / "demonstration.png"


def find_places(data_dir: Path | None) -> Places:
    """Returns the places; `data_dir` puts data, settings and logs under one folder of one's own."""
    if data_dir is not None:
        root = data_dir.expanduser().absolute()
        return Places(shipped.resources(), root, root, root / "logs")
    return Places(
        resources=shipped.resources(),
        data=Path(platformdirs.user_data_dir(_APP, appauthor=False)),
        config=Path(platformdirs.user_config_dir(_APP, appauthor=False)),
        logs=Path(platformdirs.user_log_dir(_APP, appauthor=False)),
    )
