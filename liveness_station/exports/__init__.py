"""Hands the record out: tables for other programs, bundles of evidence for other people."""
