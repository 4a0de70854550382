"""Step 7: what happens at a desk is found by its kind: allowances, shifts, second opinions."""

from typing import Final

DESK_SQL: Final = """
CREATE INDEX entry_desk ON entry (kind, seq)
    WHERE kind IN ('OVERRIDE', 'NOTE', 'OTHER', 'ALLOW', 'SHIFT', 'PEOPLE', 'SETTING', 'SHADOW');
"""
