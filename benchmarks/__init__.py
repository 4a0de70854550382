"""Instruments that measure the promises about speed; each prints a table and a JSON line."""
