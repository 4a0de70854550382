"""Typed, versioned options that are no secrets."""
