"""Measures an endpoint on labelled presentations: error rates, curves, a report. Over ports."""
