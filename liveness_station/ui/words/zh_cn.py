"""Simplified Chinese, from its Qt Linguist file.

Nobody imports this who may do without: it costs the reading of that file.
"""

from dataclasses import replace
from typing import Final

from liveness_station.ui.translations import STEM, folder, in_language, open_catalogue
from liveness_station.ui.words.base import Words

CHINESE: Final[Words] = replace(
    in_language(open_catalogue(folder() / f"{STEM}zh_CN.qm"), code="zh_CN", name="中文"),
    sentence_gap="",
    letters_a_s=5.0,
)
