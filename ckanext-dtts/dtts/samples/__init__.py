"""The datasets that a new portal starts with: a manifest of them, and their files made ready to be sent."""

from dtts.samples.files import ReadyFile, make_ready
from dtts.samples.manifest import DatasetPlan, Manifest, TablePlan, load_manifest

__all__ = ["DatasetPlan", "Manifest", "ReadyFile", "TablePlan", "load_manifest", "make_ready"]
