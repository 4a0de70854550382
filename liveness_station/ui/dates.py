"""Days and moments as a language writes them, in this computer's time. Pure.

Only what somebody reads is written so. What another program reads stays ISO 8601: tables, records,
names of files, and the fields in which a day is typed. Scores and limits keep the point in every
language: they are the contract's numbers, and are compared with it digit by digit.
"""

from datetime import date, datetime

from liveness_station.ui.words.base import Words
from liveness_station.ui.words.dates import date_words


def day_text(day: date, words: Words) -> str:
    """Returns a day, such as "23 Nov 2026"."""
    own = date_words(words)
    return own.day.format(year=day.year, month=own.months[day.month - 1], day=day.day)


def minute_text(moment: datetime, words: Words) -> str:
    """Returns a moment to the minute, such as "23 Nov 2026, 10:41"."""
    return _moment(moment.astimezone(), "%H:%M", words)


def second_text(moment: datetime, words: Words) -> str:
    """Returns a moment to the second, such as "23 Nov 2026, 10:41:07"."""
    return _moment(moment.astimezone(), "%H:%M:%S", words)


def clock_text(moment: datetime) -> str:
    """Returns a moment of today to the second, such as "10:41:07"; alike in every language."""
    return f"{moment.astimezone():%H:%M:%S}"


def _moment(moment: datetime, form: str, words: Words) -> str:
    day = day_text(moment.date(), words)
    return date_words(words).moment.format(day=day, time=format(moment, form))
