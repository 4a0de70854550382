"""Threads and signals: mailbox, camera loop, io worker, station controller, service supervisor."""
