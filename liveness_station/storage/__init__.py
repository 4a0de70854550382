"""Keeps the record of every attempt. The one room of SQL."""
