"""Presenter, words, widgets and painting."""
