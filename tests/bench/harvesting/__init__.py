"""A CKAN to harvest from, and what a harvest of it takes."""
