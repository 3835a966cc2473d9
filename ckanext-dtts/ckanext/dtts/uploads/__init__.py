"""Files that come in pieces, over a line that may break: the bytes on the disk, one row each.

The order is always bytes, then the row: what the row counts is on the disk for certain.
"""
