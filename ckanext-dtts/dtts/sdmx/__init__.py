"""SDMX: structures made from the portal's definitions, data messages, and questions read from an address."""
