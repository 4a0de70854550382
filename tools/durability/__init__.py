"""Campaigns against the record: processes that are killed, calls that fail, power that goes."""
