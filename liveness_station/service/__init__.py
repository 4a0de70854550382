"""Answers `face_liveness/v1` over HTTP with an engine behind it. The one web framework's room."""
