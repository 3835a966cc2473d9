"""The datasets that a new portal starts with: a manifest of them, and their files made ready to be sent."""

from dtts.samples.desk import DeskPlan, load_desk
from dtts.samples.files import ReadyFile, make_ready
from dtts.samples.harvest import DropPlan, HarvestPlan, load_harvest
from dtts.samples.manifest import DatasetPlan, Manifest, TablePlan, load_manifest
from dtts.samples.order import waves
from dtts.samples.requests import RequestPlan, load_requests
from dtts.samples.reuses import ReusePlan, load_reuses

__all__ = [
    "DatasetPlan",
    "DeskPlan",
    "DropPlan",
    "HarvestPlan",
    "Manifest",
    "ReadyFile",
    "RequestPlan",
    "ReusePlan",
    "TablePlan",
    "load_desk",
    "load_harvest",
    "load_manifest",
    "load_requests",
    "load_reuses",
    "make_ready",
    "waves",
]
