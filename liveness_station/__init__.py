"""Liveness Station: checks that the person in front of the camera is alive and present."""

__version__ = "0.1.0"
