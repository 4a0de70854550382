"""Step 6: what is rarely said is found without reading the whole record.

An event is looked for by its kind: the newest policy at each start, say.
"""

from typing import Final

EVENTS_SQL: Final = """
CREATE INDEX entry_event ON entry (kind, seq)
    WHERE kind IN ('BOOT', 'CONSENT', 'POLICY', 'CAMERA', 'EXPORT', 'PURGE', 'HOLD', 'EPOCH');
"""
