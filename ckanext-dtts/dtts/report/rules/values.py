"""Rules about cells that hold more than one value: moments with their offset, lists, arrays, objects."""

from __future__ import annotations

from dataclasses import replace

from dtts.report.rules.declare import of_cell, of_constraint, pair

RULES = (
    of_cell(
        "mixed-offsets",
        "type-error",
        pair(
            "{label} “{value}” viết khác các thời điểm còn lại trong cột ({style})",
            "{label} “{value}” is written unlike the other moments of the column ({style})",
        ),
        pair(
            "viết thời điểm theo kiểu khác với phần còn lại của cột ({style})",
            "are written unlike the rest of the column ({style})",
        ),
        pair(
            "Viết mọi thời điểm trong cột kèm múi giờ (+07:00), hoặc không thời điểm nào.",
            "Write every moment of the column with its offset (+07:00), or none.",
        ),
    ),
    of_cell(
        "array-item-type",
        "type-error",
        pair(
            "{label} “{value}” có phần tử không thuộc kiểu {items}",
            "{label} “{value}” holds an item that is not of the type {items}",
        ),
        pair("có phần tử không thuộc kiểu {items}", "hold an item that is not of the type {items}"),
        pair("Sửa các phần tử của mảng.", "Correct the items of the array."),
    ),
    of_constraint(
        "min-items",
        pair("{label} “{value}” có ít hơn {limit} phần tử", "{label} “{value}” has fewer than {limit} items"),
        pair("có ít hơn {limit} phần tử", "have fewer than {limit} items"),
        pair("Bổ sung các phần tử còn thiếu.", "Add the items that are missing."),
    ),
    of_constraint(
        "max-items",
        pair(
            "{label} “{value}” có nhiều hơn {limit} phần tử", "{label} “{value}” has more than {limit} items"
        ),
        pair("có nhiều hơn {limit} phần tử", "have more than {limit} items"),
        pair("Bỏ bớt phần tử.", "Leave items out."),
    ),
    of_constraint(
        "json-schema",
        pair(
            "{label} “{value}” trái với lược đồ JSON của cột",
            "{label} “{value}” does not follow the JSON schema of the column",
        ),
        pair("trái với lược đồ JSON của cột", "do not follow the JSON schema of the column"),
        pair("Sửa theo phần giải thích của cột.", "Correct them by the column's explanation."),
    ),
    of_constraint(
        "array-item",
        pair(
            "{label} “{value}” có phần tử trái với quy định của cột",
            "{label} “{value}” holds an item that the column does not allow",
        ),
        pair("có phần tử trái với quy định của cột", "hold an item that the column does not allow"),
        pair("Sửa các phần tử của mảng.", "Correct the items of the array."),
    ),
    replace(
        of_cell(
            "truncated-value",
            "truncated-value",
            pair(
                "{label} “{value}” dài đúng bằng mức mà phần mềm hay cắt",
                "{label} “{value}” is exactly as long as programs cut values",
            ),
            pair("dài đúng bằng mức mà phần mềm hay cắt", "are exactly as long as programs cut values"),
            pair(
                "So với nguồn; nếu đã bị cắt, điền lại đủ.",
                "Compare with the source; if it was cut, write it in full.",
            ),
        ),
        severity="warning",
    ),
)
