"""What every program with a window needs: application object, settings, signals, an end."""

import argparse
import logging
import os
import signal
import sys
from dataclasses import replace
from types import FrameType

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.app import appearance
from liveness_station.app.paths import Places
from liveness_station.app.policy_floor import policy_alerts, settings_in_force, under_floor
from liveness_station.app.provenance import trust_path
from liveness_station.app.station import Station
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.settings.camera_trust import load_trust
from liveness_station.settings.files import load_settings
from liveness_station.settings.troubles import SettingTrouble
from liveness_station.settings.values import (
    Language,
    Settings,
    Theme,
)
from liveness_station.ui.veil import Host
from liveness_station.ui.words.base import Words


def front_of(station: Station) -> Host:
    """Returns the window that may be seen now: the console, or what hides it."""
    return station.desks.day.people.screen.window or station.console


def dialog_place_of(station: Station) -> tuple[Words, Host] | None:
    """Returns language and window for a dialog; None while nobody is signed in to read it."""
    is_locked = station.controller.state.is_locked or not station.console.isVisible()
    return None if is_locked else (station.look.words, station.console)


def leave(station: Station) -> None:
    """Stops a station; where a thread hangs, ends the process without waiting for it.

    Qt aborts a program that destroys a running thread. The records are safe either way: what was
    acknowledged is on disk, and a job without its end is ABANDONED at the next start.
    """
    station.console.hide()
    if not station.stop():
        logging.getLogger(__name__).error("the io thread did not end in time")
        logging.shutdown()
        os._exit(4)


class Ending(QObject):
    """Ends the event loop. Thread: gui."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application

    @Slot()
    def on_closed(self) -> None:
        """Ends it when the window has closed or the work is done."""
        # Not quit(): that would close the window, which has just closed, once more.
        self._application.exit(0)


def make_application(places: Places) -> QApplication:
    """Makes the one application object, with the shipped fonts."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("liveness-station")
    application.setApplicationDisplayName("Liveness Station")
    application.setQuitOnLastWindowClosed(False)
    appearance.load_fonts(application, places.fonts)
    return application


def read_settings(arguments: argparse.Namespace, places: Places) -> Settings:
    """Returns the settings with what the command line says on top."""
    settings = settings_in_force(places)
    if getattr(arguments, "source", None):
        settings = replace(settings, source=arguments.source)
    if getattr(arguments, "language", None):
        settings = replace(settings, language=Language(arguments.language))
    if getattr(arguments, "theme", None):
        settings = replace(settings, theme=Theme(arguments.theme))
    return under_floor(settings)


def alerts_of(places: Places) -> tuple[Alert, ...]:
    """Returns what the operator must know of the settings file and of the list of cameras."""
    path = trust_path(places)
    others = policy_alerts(places)
    if load_trust(path).is_damaged:
        others = (Alert(AlertCode.CAMERAS_UNREADABLE, path.name), *others)
    problems = load_settings(places.settings).problems
    names = tuple(problem.name for problem in problems if problem.name)
    if names:
        return (Alert(AlertCode.SETTINGS_FALLBACK, ", ".join(names)), *others)
    is_newer = all(problem.trouble is SettingTrouble.FILE_NEWER for problem in problems)
    return others if is_newer else (Alert(AlertCode.SETTINGS_UNREADABLE), *others)


def with_interrupt(application: QApplication) -> None:
    """Lets Ctrl-C and a polite kill end the program as closing its window does.

    Python runs its signal handlers between its own instructions only; the controller's tick sees
    to it that there are some every quarter of a second.
    """

    def on_signal(_: int, __: FrameType | None) -> None:
        # Not quit(): that asks every window first, and a window with a check under way asks back.
        application.exit(0)

    # SIGHUP: the terminal or the session that the program was started from is gone.
    for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None)):
        if number is not None:
            signal.signal(number, on_signal)
