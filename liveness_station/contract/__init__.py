"""The wire format of `face_liveness/v1`: requests, replies, codes, signing and limits. Pure."""
