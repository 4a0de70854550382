"""Step 2: a pass that came too late to be shown is told as LATE in the derived table."""

from typing import Final

LATE_SQL: Final = """
UPDATE attempt SET outcome = 'LATE'
WHERE outcome = 'LIVE' AND job IN (SELECT job FROM entry WHERE kind = 'LATE');
"""
