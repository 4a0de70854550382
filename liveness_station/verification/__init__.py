"""One capture, from frame to recorded outcome, over ports."""
