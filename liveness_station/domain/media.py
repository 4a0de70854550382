"""Which files are pictures and which are clips, told by their names."""

from typing import Final

PICTURE_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"})
"""Lower case, with the dot; what `imaging` decodes."""

CLIP_SUFFIXES: Final = frozenset(
    {".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".mjpg", ".mjpeg", ".ts"}
)
"""Lower case, with the dot; what `camera` plays."""
