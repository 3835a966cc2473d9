"""A table of products with as many rows as asked for, the same in every run; demonstration data.

python -m bench.publishing.large PATH ROWS
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

from dtts.registers import register

HEADER = ("product_id", "name_vi", "product_group", "stars", "area_id", "producer_kind", "producer",
          "recognised_on", "decision")  # fmt: skip
GROUPS = ("food", "beverage", "herbal", "craft", "ornamental", "tourism")
KINDS = ("cooperative", "group", "company", "household")
NAMES = ("Chè Shan tuyết", "Mật ong bạc hà", "Thổ cẩm", "Gạo nếp nương", "Rượu ngô", "Thịt trâu gác bếp")


def write(path: Path, rows: int) -> Path:
    """About a hundred bytes a row."""
    drawn = random.Random(1719)
    places = [area for area in register("places")["area_id"].to_list() if area.endswith("@since-2025-07")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for number in range(rows):
            day = f"20{20 + number % 6}-{1 + number % 12:02d}-{1 + number % 28:02d}"
            kind = KINDS[number % 4]
            producer = "" if kind == "household" else f"HTX số {number % 997}"  # no person is named
            writer.writerow(
                (f"SP{number:06d}", f"{NAMES[number % 6]} {number % 9973}", GROUPS[number % 6], 3 + number % 3,
                 drawn.choice(places), kind, producer, day, f"{number % 911}/QĐ-UBND")
            )  # fmt: skip
    return path


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
