"""Whether a dataset was useful to its readers: one answer a browser, with or without words for the agency."""
