"""Builds everything once: entry points, command line, paths, logging."""
