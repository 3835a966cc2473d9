"""Visits that are written down on the spot: kept, sent once, and handed to the road table by table."""
