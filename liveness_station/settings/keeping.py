"""What can be chosen about pictures that are kept."""

from enum import StrEnum


class KeepPictures(StrEnum):
    """Of which checks the pictures that were sent are kept, sealed."""

    NONE = "none"
    REJECTS = "rejects"
    ALL = "all"


class PictureForm(StrEnum):
    """What is kept of a picture: the very file that was sent, or a small one made of it."""

    FULL = "full"
    THUMBNAIL = "thumbnail"
