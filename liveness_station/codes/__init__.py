"""Reads codes from pictures, and draws them."""
