"""SDMX over HTTP: rows of the store as observations, and answers in the form that was asked for."""
