"""What readers report about published data: a dataset, a version of one of its tables, or one cell of it."""
