"""Keeps and gives secrets through the operating system. The one room of keyring."""
