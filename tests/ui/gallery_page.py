"""Paints the gallery: the parts that all windows are made of, and every window."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liveness_station.app import appearance
from liveness_station.domain.verdicts import Verdict
from liveness_station.ui.glyphs import LIST_GLYPH_PX, glyph_pixmap
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.score_scale import ScoreScale
from liveness_station.ui.status_line import StatusDot
from liveness_station.ui.theme import THEMES, Theme
from liveness_station.ui.views import Level
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.spoken import words_for
from tests.ui.walks import fit
from tests.ui.windows import ICONS, WINDOWS

PARTS_NAME: Final = "components"
_ROLES: Final = ("title", "subject", "happened", "next", "who", "decided", "quiet", "heading")
_BUTTONS: Final = ("primary", "", "plain", "key", "choice")


def parts(words: Words, theme: Theme) -> QWidget:
    """Returns the parts in their states: letters, buttons, fields, verdicts, scale, dots."""
    made = QWidget()
    rows = QVBoxLayout(made)
    for role in _ROLES:
        label = PlainLabel(role)
        label.setText(f"{words.say(Phrase.CARD_EMPTY)}  #{role}")
        rows.addWidget(label)
    rows.addLayout(_buttons(words))
    rows.addLayout(_fields(words))
    rows.addLayout(_verdicts(words, theme))
    dots = QHBoxLayout()
    for level in Level:
        dot = StatusDot()
        dot.set_theme(theme)
        dot.show_level(level)
        name = PlainLabel("quiet")
        name.setText(level.value)
        dots.addWidget(dot)
        dots.addWidget(name)
    rows.addLayout(dots)
    made.setMinimumSize(760, 640)
    return made


def _buttons(words: Words) -> QGridLayout:
    grid = QGridLayout()
    for column, name in enumerate(_BUTTONS):
        for row, is_enabled in enumerate((True, False)):
            button = QPushButton(words.say(Phrase.CAPTURE))
            button.setObjectName(name)
            button.setCheckable(name == "choice")
            button.setChecked(name == "choice")
            button.setEnabled(is_enabled)
            grid.addWidget(button, row, column)
    return grid


def _fields(words: Words) -> QHBoxLayout:
    row = QHBoxLayout()
    for text in ("", "A-1042"):
        field = QLineEdit(text)
        field.setPlaceholderText(words.say(Phrase.SUBJECT_HINT))
        row.addWidget(field)
    box = QComboBox()
    box.addItem("Logitech C920")
    row.addWidget(box)
    return row


def _verdicts(words: Words, theme: Theme) -> QGridLayout:
    grid = QGridLayout()
    scores = {Verdict.LIVE: 0.94, Verdict.SPOOF: 0.31, Verdict.RETRY: 0.66, Verdict.ERROR: None}
    for row, (verdict, score) in enumerate(scores.items()):
        shape, word, scale = PlainLabel(), PlainLabel(), ScoreScale()
        shape.setPixmap(glyph_pixmap(verdict, theme.verdict(verdict)))
        shape.setFixedWidth(LIST_GLYPH_PX)
        word.setMinimumWidth(96)
        word.setText(words.verdicts[verdict])
        scale.set_theme(theme)
        scale.show_score(score, threshold=0.8, review_limit=0.5, verdict=verdict)
        for column, part in enumerate((shape, word, scale)):
            grid.addWidget(part, row, column)
    return grid


def render(
    folder: Path,
    pairs: Iterable[tuple[str, str]],
    only: frozenset[str],
    *,
    width_px: int,
    height_px: int,
) -> list[str]:
    """Saves a picture of every window in each pair of language and theme; returns their names."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    appearance.load_fonts(application, ICONS.parent / "fonts")
    names = [name for name in WINDOWS if not only or name in only]
    for code, theme_name in pairs:
        words, theme = words_for(code), THEMES[theme_name]
        appearance.apply_theme(application, theme)
        for name in (PARTS_NAME, *names):
            is_parts = name == PARTS_NAME
            made = parts(words, theme) if is_parts else WINDOWS[name](words, theme, "")
            fit(made, width_px=width_px, height_px=height_px)
            made.grab().save(str(folder / f"{name}-{code}-{theme_name}.png"))
            made.hide()
            made.deleteLater()
    return names
