"""A catalogue of any size, made from the registers and marked as demonstration data, for tests and measurements.

Its documents go straight into the index: what the portal's own code puts there is made by that code, what CKAN
puts there stands in `documents.py`, and a test holds the two together.
"""
