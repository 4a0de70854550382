"""A virtual machine with real V4L2 cameras, for machines that have none. See README.md."""
