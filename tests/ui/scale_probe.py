"""Looks for words that are cut off, at the scale that the surroundings ask for.

`python -m tests.ui.scale_probe [few]` says the scale it has, and then every word.
"""

import sys

from PySide6.QtWidgets import QApplication

from liveness_station.app import appearance
from liveness_station.ui.theme import LIGHT
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.walks import clipped, fit
from tests.ui.windows import ICONS, WINDOWS

FEW = (
    "asking_cloud",
    "decided",
    "attempts_spent",
    "crowded",
    "guided_subject_set",
    "shift",
    "lock",
)


def main() -> None:
    """Walks over the windows in both languages."""
    application = QApplication(sys.argv)
    appearance.load_fonts(application, ICONS.parent / "fonts")
    appearance.apply_theme(application, LIGHT)
    sys.stdout.write(f"scale {application.devicePixelRatio()}\n")
    for name in FEW if "few" in sys.argv else WINDOWS:
        for words in (ENGLISH, CHINESE):
            made = WINDOWS[name](words, LIGHT, "")
            fit(made)
            for line in clipped(made):
                sys.stdout.write(f"{name} {words.code}: {line}\n")
            made.hide()
            made.deleteLater()


if __name__ == "__main__":
    main()
