"""Cards to save and to share: words stay on them, Vietnamese is drawn, and a PNG is 1200 × 630."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.errors import UsageError
from dtts.pictures import HEIGHT, WIDTH, card, plain_rules, png, wrapped
from dtts.pictures.lines import wide

LONG = "Tỷ lệ hộ nghèo đa chiều trong đồng bào dân tộc thiểu số và miền núi theo tỉnh, thành phố " * 4
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="60"><text x="4" y="40" font-size="30">{text}</text></svg>'


@given(st.lists(st.text("aămwMđĐ ệ.", min_size=1, max_size=12), max_size=40))
def test_no_line_is_wider_than_its_room_unless_one_word_is(words):
    for line in wrapped(" ".join(words), 200, 20, 50):
        assert wide(line, 20) <= 200 or " " not in line


def test_what_has_no_room_ends_in_dots():
    lines = wrapped(LONG, 300, 20, 3)
    assert (len(lines), lines[-1][-1]) == (3, "…")
    assert wide(lines[-1], 20) <= 300


def test_text_that_fits_is_whole():
    assert " ".join(wrapped("Tỉnh Lai Châu", 60, 20, 9)) == "Tỉnh Lai Châu"


@pytest.mark.parametrize("column", [400.0, WIDTH - 96.0])
def test_the_words_of_a_card_never_reach_its_drawing_or_its_edges(column):
    made = card(LONG, LONG, ["Nguồn: " + LONG, "Giấy phép: CC BY 4.0"], column=column)
    assert all(0 < line.y < HEIGHT - 10 for line in made.lines)
    head = [line for line in made.lines if line.size > 17]
    foot = [line for line in made.lines if line.size == 17]
    assert min(line.y - line.size for line in foot) >= made.bottom
    assert made.bottom - made.top > 250
    if column < 500:
        assert all(line.x + wide(line.words, line.size, bold=line.bold) <= made.left for line in head)
        assert max(line.y for line in head) < made.bottom
    else:
        assert max(line.y for line in head) < made.top


def size(made: bytes) -> tuple[int, int]:
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", made[16:24])


def test_a_png_has_the_size_that_the_svg_says():
    assert size(png(SVG.format(width=300, text="Xã"))) == (300, 60)


@pytest.mark.parametrize(("one", "other"), [("ế", "ê"), ("ữ", "ư"), ("ộ", "ô"), ("Đ", "D"), ("₫", "d")])
def test_each_letter_of_vietnamese_is_drawn_as_itself(one, other):
    assert png(SVG.format(width=60, text=one)) != png(SVG.format(width=60, text=other))
    assert png(SVG.format(width=60, text=one)) != png(SVG.format(width=60, text="\ue000"))


@pytest.mark.parametrize("element", ["image", "feImage", "use", "svg:image"])
def test_a_picture_that_refers_to_a_file_of_the_server_is_refused(element):
    asking = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><{element} href="/etc/hostname"/></svg>'
    with pytest.raises(UsageError, match="refer"):
        png(asking)


def test_what_is_no_svg_is_refused():
    with pytest.raises(UsageError, match="no SVG"):
        png("<p>")


CSS = """
/* .chart p { a: b } */ :root { --ink: #111; --rule: #ddd }
@media (x: dark) { :root { --ink: #fff; } .chart text { fill: red; } }
.chart text { fill: var(--ink); } .other { fill: var(--ink); } .chart .grid { stroke: var(--rule); }
"""


def test_rules_for_a_picture_have_their_colours_of_paper_in_them():
    assert plain_rules(CSS, (".chart",)) == ".chart text{fill: #111;}.chart .grid{stroke: #ddd;}"


def test_a_colour_that_nobody_set_is_a_fault():
    with pytest.raises(UsageError, match="--ink"):
        plain_rules(".chart text { fill: var(--ink); }", (".chart",))
