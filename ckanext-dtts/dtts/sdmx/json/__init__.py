"""SDMX-JSON 2.0.0: structures, data and errors, written piece by piece."""
