"""The contract's numbers, and the limits a careful client adds to them."""

ENDPOINT_PATH = "/api/face_liveness/v1"

MIN_SIDE_PX = 15
MAX_SIDE_PX = 8192
MAX_IMAGE_BYTES = 20 * 1024 * 1024
"""A picture must be smaller than this ("小于20M" on the vendor's page)."""

DEFAULT_THRESHOLD = 0.8
"""A score strictly greater than the threshold is live."""

MAX_REPLY_BYTES = 64 * 1024
"""A reply of the contract has a few hundred bytes; more than this is not one."""

MAX_REPLY_DEPTH = 8
MAX_BODY_BYTES = MAX_IMAGE_BYTES * 4 // 3 + 64 * 1024
"""A picture of the largest size as base64, and the JSON round it."""
