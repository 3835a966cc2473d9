"""Fetching under guard: addresses, redirects, size, time and credentials."""

from dtts_harvesters.session.address import Address, read_address
from dtts_harvesters.session.clock import Clock
from dtts_harvesters.session.connect import Resolve, system_resolve
from dtts_harvesters.session.errors import FetchError
from dtts_harvesters.session.policy import Allowed, Limits, Policy
from dtts_harvesters.session.secrets import Credential, Scrubber, Secrets
from dtts_harvesters.session.session import Answer, GuardedSession

__all__ = [
    "Address",
    "Allowed",
    "Answer",
    "Clock",
    "Credential",
    "FetchError",
    "GuardedSession",
    "Limits",
    "Policy",
    "Resolve",
    "Scrubber",
    "Secrets",
    "read_address",
    "system_resolve",
]
