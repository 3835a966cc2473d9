"""Server time and compressed bytes of the portal's pages, then what Lighthouse says of them and of a stock CKAN
on the same data; prints, judges nothing. Wants a running portal.

`PORT` or `DTTS_BENCH_URL` name it, `DTTS_VAR` the folder with its `ckan.ini` (var unless told).
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from bench import lighthouse, stock_ckan  # noqa: E402

TIMES = 20
PATHS = (
    "/",
    "/dataset/",
    "/dataset/?q=dan+toc",
    "/dataset/don-vi-hanh-chinh",
    "/dataset/don-vi-hanh-chinh/tu-07-2025",
    "/organization/",
    "/api/3/action/package_search?q=dan+toc",
    "/catalog.ttl",
)


def main() -> None:
    base = os.environ.get("DTTS_BENCH_URL") or f"http://127.0.0.1:{os.environ.get('PORT', '5000')}"
    print(f"{'page':48} {'median ms':>9} {'worst ms':>9} {'bytes':>8}")
    for path in PATHS:
        try:
            times, size = measure(base + path)
        except urllib.error.HTTPError as error:
            print(f"{path:48} {error}")
        except OSError as error:
            sys.exit(f"{base} does not answer ({error}): run `make portal` first.")
        else:
            print(f"{path:48} {statistics.median(times):9.0f} {max(times):9.0f} {size:8}")
    if not lighthouse.is_there():
        sys.exit("Lighthouse needs npm and chromium: left out.")
    lighthouse.show(f"Lighthouse {lighthouse.VERSION}, mobile, slow 3G, this portal", base, lighthouse.OURS)
    with stock_ckan.running(Path(os.environ.get("DTTS_VAR", "var")) / "ckan.ini") as address:
        lighthouse.show("The same, stock CKAN on the same data", address, lighthouse.STOCK)


def measure(address: str) -> tuple[list[float], int]:
    """Milliseconds of each request after one that warms up, and the bytes of the last body."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br, gzip"})
    times = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        with urllib.request.urlopen(request, timeout=60) as answer:
            size = len(answer.read())
        times.append(1000 * (time.perf_counter() - began))
    return times[1:], size


if __name__ == "__main__":
    main()
