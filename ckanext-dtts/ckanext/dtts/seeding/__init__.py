"""Brings the first datasets into a portal by everybody's road: actions, submissions, the worker."""

from ckanext.dtts.seeding.seed import Seed

__all__ = ["Seed"]
