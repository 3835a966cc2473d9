"""The services of the portal without Docker: standard library only, run by the system's Python."""
