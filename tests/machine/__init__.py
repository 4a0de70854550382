"""Checks that need a machine of their own; pytest collects them only where they are named."""
