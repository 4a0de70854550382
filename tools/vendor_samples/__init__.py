"""Runs the sample programs of the vendor's documentation against a server of ours."""
