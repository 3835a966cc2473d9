"""All observations as Parquet files by family of indicators and year, with a manifest of what there is."""

from dtts.bulk.manifest import BulkFile, described, manifest, set_id
from dtts.bulk.partition import Partition, typed, write_partition

__all__ = ["BulkFile", "Partition", "described", "manifest", "set_id", "typed", "write_partition"]
