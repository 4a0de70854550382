"""Asks a `face_liveness/v1` endpoint, cloud or local; names its trouble. Home of requests."""
