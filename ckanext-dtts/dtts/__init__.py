"""The core: places in time, tables, checks, reports, exports. No CKAN, no Flask, no network."""
