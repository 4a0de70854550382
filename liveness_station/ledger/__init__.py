"""The chain of the record: hashes, Merkle trees, checkpoints, and how they are verified. Pure."""
