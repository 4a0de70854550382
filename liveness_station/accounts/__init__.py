"""Who works at the station: names, roles and the hashes of their PINs."""
