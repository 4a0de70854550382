"""Finds faces and tells bona fide from attack presentations, on this computer."""
