"""How examples are drawn, in every folder of tests.

No example has a time limit, since times depend on the machine. On CI the same ones are drawn in every run, so
that a change is judged by itself; elsewhere new ones are, which is how faults are found.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("untimed")
