"""Colours, sizes and the style sheet of the two themes."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from liveness_station.domain.verdicts import Verdict
from liveness_station.ui.views import Level

BODY_PX = 14
HINT_PX = 20
VERDICT_PX = 40
RADIUS_PX = 8
ARROW_PX = 28
FAMILY = "Noto Sans SC"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme's colours as #RRGGBB; checked for AA contrast on their grounds by a test."""

    name: str
    ground: str
    card: str
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    live: str
    not_live: str
    try_again: str
    error: str

    def verdict(self, verdict: Verdict) -> QColor:
        """Returns the colour that goes with a verdict's shape and word."""
        colours = {
            Verdict.LIVE: self.live,
            Verdict.SPOOF: self.not_live,
            Verdict.RETRY: self.try_again,
            Verdict.ERROR: self.error,
        }
        return QColor(colours[verdict])

    def level(self, level: Level) -> QColor:
        """Returns the colour of a status dot."""
        colours = {
            Level.IDLE: self.quiet,
            Level.GOOD: self.live,
            Level.WAITING: self.try_again,
            Level.BAD: self.not_live,
        }
        return QColor(colours[level])


LIGHT = Theme(
    name="light",
    ground="#F6F7F9",
    card="#FFFFFF",
    line="#D9DEE5",
    text="#16202C",
    quiet="#55616F",
    accent="#1F5FBF",
    on_accent="#FFFFFF",
    live="#0B7A5E",
    not_live="#B93A12",
    try_again="#8A5A00",
    error="#5B4B8A",
)

DARK = Theme(
    name="dark",
    ground="#14181D",
    card="#1D232A",
    line="#333C47",
    text="#E8ECF1",
    quiet="#9DA9B7",
    accent="#6FA8FF",
    on_accent="#14181D",
    live="#3FCBA4",
    not_live="#FF8A5C",
    try_again="#F2B84B",
    error="#B9A7F0",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def palette(theme: Theme) -> QPalette:
    """Returns the palette that Fusion draws with."""
    # Derived from two colours, so that no role is left black: Fusion draws lines and grooves.
    made = QPalette(QColor(theme.card), QColor(theme.ground))
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.AlternateBase: theme.ground,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.quiet,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.quiet))
    return made


def style_sheet(theme: Theme) -> str:
    """Returns the style sheet; object names say which part a widget plays."""
    return _of_panels(theme) + _of_buttons(theme) + _of_fields(theme)


def _of_panels(theme: Theme) -> str:
    return f"""
* {{ font-family: "{FAMILY}"; font-size: {BODY_PX}px; }}
#header, #footer {{ background: {theme.card}; }}
#header {{ border-bottom: 1px solid {theme.line}; }}
#alerts {{ background: {theme.card}; border-bottom: 1px solid {theme.line}; }}
#footer {{ border-top: 1px solid {theme.line}; }}
#panel {{ background: {theme.card}; border: 1px solid {theme.line}; border-radius: {RADIUS_PX}px; }}
#title {{ font-size: 16px; font-weight: 600; }}
#heading {{ color: {theme.quiet}; font-size: 12px; font-weight: 600; }}
#quiet, #route, #record, #details {{ color: {theme.quiet}; font-size: 13px; }}
#decided {{ font-size: 13px; font-weight: 600; }}
#who {{ font-size: 16px; font-weight: 600; }}
#subject {{ font-size: {HINT_PX}px; font-weight: 600; }}
#happened {{ font-size: 16px; }}
#next {{ font-size: 16px; font-weight: 600; }}
"""


def _of_buttons(theme: Theme) -> str:
    return f"""
QPushButton {{
    min-height: 32px; padding: 2px 14px; border-radius: {RADIUS_PX}px;
    border: 1px solid {theme.line}; background: {theme.card}; color: {theme.text};
}}
QPushButton:hover {{ border-color: {theme.quiet}; }}
QPushButton:focus, QLineEdit:focus, QComboBox:focus {{ border: 2px solid {theme.accent}; }}
QPushButton:disabled {{ color: {theme.quiet}; background: {theme.ground}; }}
QPushButton#primary {{
    min-height: 44px; font-size: 16px; font-weight: 600; padding: 2px 14px;
    background: {theme.accent}; color: {theme.on_accent}; border: 2px solid {theme.accent};
}}
QPushButton#primary:focus {{ border: 2px solid {theme.text}; }}
QPushButton#primary:disabled {{
    background: {theme.ground}; color: {theme.quiet}; border: 1px solid {theme.line};
}}
QPushButton#choice:checked {{
    background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent};
}}
QPushButton#choice:checked:focus {{ border: 2px solid {theme.text}; }}
QPushButton#key {{ padding: 2px 8px; }}
QPushButton#plain {{ border-color: transparent; background: transparent; padding: 2px 10px; }}
QPushButton#plain:hover {{ border-color: {theme.line}; }}
QPushButton#plain:focus {{ border: 2px solid {theme.accent}; }}
QPushButton:default {{ border: 2px solid {theme.quiet}; }}
QPushButton:default:focus {{ border: 2px solid {theme.accent}; }}
"""


def _of_fields(theme: Theme) -> str:
    return f"""
QLineEdit, QComboBox {{
    min-height: 34px; padding: 1px 8px; border-radius: {RADIUS_PX}px;
    border: 1px solid {theme.line}; background: {theme.card}; color: {theme.text};
}}
QLineEdit {{ placeholder-text-color: {theme.quiet}; }}
QRadioButton {{ border: 2px solid transparent; border-radius: 4px; padding: 2px; spacing: 8px; }}
QRadioButton:focus {{ border-color: {theme.accent}; }}
QRadioButton::indicator {{
    width: 12px; height: 12px; border-radius: 8px; border: 2px solid {theme.quiet};
    background: {theme.card};
}}
QRadioButton::indicator:checked {{
    width: 6px; height: 6px; border: 5px solid {theme.accent}; background: {theme.on_accent};
}}
QComboBox QAbstractItemView {{
    background: {theme.card}; border: 1px solid {theme.line}; outline: none;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent};
}}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 6px; }}
QComboBox::drop-down {{ border: none; width: {ARROW_PX}px; }}
QPlainTextEdit#note {{
    padding: 2px 4px; border-radius: {RADIUS_PX}px; border: 1px solid {theme.line};
    background: {theme.card}; color: {theme.text};
}}
QPlainTextEdit#note:focus {{ border: 2px solid {theme.accent}; }}
QPlainTextEdit#details {{ background: transparent; border: 2px solid transparent; }}
QPlainTextEdit#details:focus {{ border-color: {theme.accent}; }}
QScrollBar:vertical {{ width: 10px; background: transparent; }}
QScrollBar::handle:vertical {{ min-height: 24px; border-radius: 5px; background: {theme.line}; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
"""
