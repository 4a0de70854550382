"""Finds and opens cameras, files and streams, and yields frames. The one room of cv2 capture."""
