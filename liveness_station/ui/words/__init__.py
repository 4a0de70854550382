"""Words for people, by language: one per code, and a test proves that none is missing."""
