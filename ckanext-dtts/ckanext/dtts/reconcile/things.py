"""The things that are compared, in the order in which they are repaired."""

from __future__ import annotations

from ckanext.dtts.reconcile import (
    datastore,
    exports,
    files,
    index,
    jobs,
    observations,
    outbox,
    pointers,
    resources,
)
from ckanext.dtts.reconcile.difference import Thing

THINGS: dict[str, Thing] = {
    "files": Thing(files.find, files.repair),
    "pointers": Thing(pointers.find, pointers.repair),
    "datastore": Thing(datastore.find, datastore.repair),
    "resources": Thing(resources.find, resources.repair),
    "observations": Thing(observations.find, observations.repair),
    "jobs": Thing(jobs.find, jobs.repair),
    "outbox": Thing(outbox.find, outbox.repair),
    "index": Thing(index.find, index.repair),
    "exports": Thing(exports.find, exports.repair),
}
