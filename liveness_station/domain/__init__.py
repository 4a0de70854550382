"""Values, verdicts and ports of the station. Pure: no clock, no thread, no outside thing."""
