"""SDMX-ML, 3.0 and 2.1: structures, structure-specific data and errors, written as text piece by piece."""
