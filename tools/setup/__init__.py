"""Makes a fresh checkout ready to run: system packages, virtual environment, locked packages.

Runs before anything is installed: standard library only.
"""
