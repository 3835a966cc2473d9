"""Short addresses of datasets and tables, and their QR codes."""
