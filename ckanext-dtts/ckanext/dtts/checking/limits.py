"""What a child may take that looks into a file of somebody without an account."""

from __future__ import annotations

from dtts.examine.process import Limits

LIMITS = Limits(memory_mb=1024, wall_s=60, cpu_s=30)
