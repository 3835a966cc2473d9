"""The gallery: what others made of published data, where it is, who made it, and which datasets it uses."""
