"""Plays every answer and every fault of an endpoint, on this machine only. For drills and tests."""
