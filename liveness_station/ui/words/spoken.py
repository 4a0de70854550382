"""Languages by their codes."""

from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH


def words_for(code: str) -> Words:
    """Returns a language by its code; English where there is none of it."""
    if code == "zh_CN":
        # Who speaks English does not wait for it.
        from liveness_station.ui.words.zh_cn import CHINESE

        return CHINESE
    return ENGLISH
