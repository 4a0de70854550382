"""Colours that can be read: contrast by the formula of WCAG 2.2, level AA."""

import dataclasses
import re

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from liveness_station.domain.verdicts import Verdict
from liveness_station.ui.lettering import paint_watermark
from liveness_station.ui.theme import DARK, LIGHT, THEMES, Theme, palette, style_sheet
from liveness_station.ui.views import Level

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
TEXT, SHAPE = 4.5, 3.0


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str | QColor, other: str | QColor) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
@pytest.mark.parametrize("ground", ["ground", "card"])
@pytest.mark.parametrize("text", ["text", "quiet", "live", "not_live", "try_again", "error"])
def test_text_can_be_read(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= TEXT


@BOTH
def test_the_primary_button_can_be_read_and_the_focus_seen(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= TEXT
    assert contrast(theme.accent, theme.ground) >= SHAPE
    assert contrast(theme.accent, theme.card) >= SHAPE


@BOTH
@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_can_be_read_over_any_still(theme: Theme, verdict: Verdict) -> None:
    """The word is half over the still; the band over it lets a little of it through."""
    alpha = 235 / 255
    for behind in (0, 255):
        card = QColor(theme.card)
        parts = (card.red(), card.green(), card.blue())
        band = QColor(*(round(part * alpha + behind * (1 - alpha)) for part in parts))
        assert contrast(theme.verdict(verdict), band) >= SHAPE


@BOTH
def test_every_verdict_and_level_has_its_colour(theme: Theme) -> None:
    assert len({theme.verdict(verdict).name() for verdict in Verdict}) == len(Verdict)
    for level in Level:
        assert contrast(theme.level(level), theme.card) >= SHAPE


@BOTH
def test_the_palette_follows_the_theme_in_every_role(theme: Theme) -> None:
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Window) == QColor(theme.ground)
    assert made.color(QPalette.ColorRole.WindowText) == QColor(theme.text)
    lines = (QPalette.ColorRole.Mid, QPalette.ColorRole.Midlight, QPalette.ColorRole.Light)
    if theme is LIGHT:
        assert all(made.color(role) != QColor("#000000") for role in lines)


@BOTH
def test_the_style_sheet_uses_the_themes_colours_only(theme: Theme) -> None:
    own = {value for value in dataclasses.asdict(theme).values() if value.startswith("#")}
    assert set(re.findall(r"#[0-9A-F]{6}\b", style_sheet(theme))) <= own


def test_the_themes_are_known_by_name() -> None:
    assert THEMES == {"light": LIGHT, "dark": DARK}


@BOTH
def test_what_is_painted_over_pictures_can_be_read(theme: Theme) -> None:
    """The strip of a drill, a chosen row of the line, and what is disabled or only suggested."""
    strip = QImage(200, 60, QImage.Format.Format_RGB888)
    strip.fill(QColor("#000000"))
    painter = QPainter(strip)
    paint_watermark(painter, QRectF(0, 0, 200, 60), "", size_px=22, is_at_top=True)
    painter.end()
    assert contrast(strip.pixelColor(100, 20), "#16202C") >= TEXT
    assert contrast(theme.on_accent, theme.accent) >= TEXT
    made = palette(theme)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        off = made.color(QPalette.ColorGroup.Disabled, role)
        assert contrast(off, theme.ground) >= TEXT
    assert contrast(made.color(QPalette.ColorRole.PlaceholderText), theme.card) >= TEXT
