"""Decodes, orients, sizes and encodes pictures. The one room of cv2 codecs."""
