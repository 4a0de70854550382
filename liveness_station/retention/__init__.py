"""How long each class of data stays, and what must be true before anything is erased."""
