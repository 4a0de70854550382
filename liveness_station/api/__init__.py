"""Asks a `face_liveness/v1` endpoint, cloud or local, and names its trouble. The one room of requests."""
