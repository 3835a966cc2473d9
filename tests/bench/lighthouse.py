"""Pages through Lighthouse as a phone on slow 3G sees them, ours and those of a stock CKAN on the same data."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any

VERSION = "12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = "--headless=new --no-sandbox --disable-dev-shm-usage"
# Round trip 300 ms, 700 kbit/s, a processor four times as slow: simulated, so that the line here does not matter.
SLOW_3G = ("rttMs=300", "throughputKbps=700", "cpuSlowdownMultiplier=4")
SECONDS = 240
OURS: Mapping[str, str] = {
    "home": "/",
    "search": "/dataset/?q=dan+toc",
    "dataset": "/dataset/ty-le-ngheo-theo-tinh",
    "indicator": "/chi-tieu/GSO_EM_PUPILS?dia-ban=51",
    "place": "/dia-ban/51",
    "programme": "/chuong-trinh/mtqg-1719-2021-2025/DA05",
    "compare": "/so-sanh?chi-tieu=GSO_POVERTY_RATE&dia-ban=51&dia-ban=VN",
}
STOCK: Mapping[str, str] = {
    "home": "/",
    "search": "/dataset/?q=dan+toc",
    "dataset": "/dataset/ty-le-ngheo-theo-tinh",
    "agency": "/organization/",
}


def show(title: str, base: str, pages: Mapping[str, str]) -> None:
    """A line for each page: scores of 100, largest paint, what came over the line and in how many requests."""
    print(f"\n{title}")
    print(
        f"{'page':12} {'perf':>5} {'a11y':>5} {'best':>5} {'seo':>5} {'LCP s':>6} {'kB':>7} {'requests':>8}"
    )
    for name, path in pages.items():
        _warm(base + path)
        scores, lcp, size, requests, faults = measure(base + path)
        shown = " ".join(f"{score:5.0f}" for score in scores)
        print(f"{name:12} {shown} {lcp:6.1f} {size:7.1f} {requests:8}", flush=True)
        for fault in faults:
            print(f"    {fault}")


def measure(address: str) -> tuple[list[float], float, float, int, list[str]]:
    """The four scores (0 to 100), the largest contentful paint in seconds, kB and requests, and which audits of
    accessibility, best practices and SEO failed."""
    ran = subprocess.run(
        _command(address), capture_output=True, text=True, check=True, timeout=SECONDS, env=_environment()
    )
    told: dict[str, Any] = json.loads(ran.stdout)
    audits = told["audits"]
    scores = [100 * (told["categories"][name]["score"] or 0) for name in CATEGORIES]
    requests = audits["network-requests"]["details"]["items"]
    size = sum(each.get("transferSize") or 0 for each in requests) / 1000
    lcp = audits["largest-contentful-paint"].get("numericValue", 0) / 1000
    return scores, lcp, size, len(requests), list(_failed(told))


def is_there() -> bool:
    """Whether npm and a Chromium are here to run it."""
    return bool(shutil.which("npm") and shutil.which("chromium"))


def _failed(told: Mapping[str, Any]) -> Iterator[str]:
    for category in CATEGORIES[1:]:
        for reference in told["categories"][category]["auditRefs"]:
            audit = told["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{category}: {audit['id']} ({audit['title']})"


def _command(address: str) -> list[str]:
    return [
        "npm", "exec", "--yes", f"--package=lighthouse@{VERSION}", "--", "lighthouse", address, "--quiet",
        "--output=json", "--output-path=stdout", f"--chrome-flags={CHROME}", "--throttling-method=simulate",
        f"--only-categories={','.join(CATEGORIES)}", *(f"--throttling.{each}" for each in SLOW_3G),
    ]  # fmt: skip


def _environment() -> dict[str, str]:
    chromium = shutil.which("chromium") or ""
    return {**os.environ, "CHROME_PATH": chromium, "PUPPETEER_SKIP_DOWNLOAD": "1"}


def _warm(address: str) -> None:
    """The first answer of a process reads registers and templates, which no reader but one waits for."""
    for _ in range(3):
        with urllib.request.urlopen(address, timeout=120) as answer:
            answer.read()
