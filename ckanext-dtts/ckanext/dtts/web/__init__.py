"""What every answer carries whatever page made it: protection, caching, compression."""
