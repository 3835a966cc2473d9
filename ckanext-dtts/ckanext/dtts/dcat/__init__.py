"""The catalogue for other catalogues: DCAT-AP 3, and schema.org for search engines."""
