"""Vietnamese text from before Unicode is read right and said, or asked about; never read wrongly."""

from __future__ import annotations

import codecs
import json
from collections import Counter

import pytest

from core.builders import check_text, field, make_schema, read_text
from core.encodings import old_writers
from core.encodings.tables import ENTRIES, OLD, WRITERS, Rows, rows_of, text_of
from dtts.__main__ import main
from dtts.errors import UnreadableFile, UsageError
from dtts.examine import examine_in_child
from dtts.tables import Answers, read_table

NAMES = make_schema(field("name"), field("note"))


def ends(rows: Rows, text: str) -> dict[str, str]:
    """By the encoding that a table is written in: the one that it is `right` in, `asked`, or what it was
    read as instead."""
    return {name: _end(rows, write(text), name) for name, write in WRITERS.items()}


def _end(rows: Rows, content: bytes, name: str) -> str:
    try:
        table = read_text(content, None)
    except UnreadableFile as refused:
        return "asked" if refused.fault.rule.startswith("encoding") else refused.fault.rule
    said = "encoding-detected" in {group.rule for group in table.groups}
    found = [table.frame.columns, *([cell or "" for cell in row] for row in table.frame.iter_rows())]
    same = [key(row, name) for row in found] == [key(row, name) for row in rows if any(row)]
    return "right" if same and table.encoding == name and said == (name in OLD) else f"as {table.encoding}"


def key(row: list[str], name: str) -> list[str]:
    """TCVN3 has no capital with a tone, so case is what it cannot bring back."""
    cells = [cell.strip() for cell in row]
    return [cell.lower() for cell in cells] if name == "tcvn3" else cells


def confusion(found: list[dict[str, str]]) -> str:
    """One line an encoding: how often its tables ended how."""
    counts = {name: Counter(one[name] for one in found) for name in WRITERS}
    return "\n".join(f"{name:10} {dict(count)}" for name, count in counts.items())


def test_at_least_99_of_100_tables_are_right_in_seven_encodings_and_none_is_silently_wrong(capsys):
    found: dict[bool, list[dict[str, str]]] = {False: [], True: []}
    for entry in ENTRIES:
        rows = rows_of(entry)
        text = text_of(entry, rows)
        assert not text.isascii() and len(rows) > 1, entry
        found[bool(entry.get("asks"))].append(ends(rows, text))
    plain, asking = found[False], found[True]
    with capsys.disabled():
        print(f"\n{len(plain)} tables in {len(WRITERS)} encodings:\n{confusion(plain)}")
        print(f"{len(asking)} with fewer than three marked words:\n{confusion(asking)}")
    every = [end for one in (*plain, *asking) for end in one.values()]
    assert len(plain) >= 100
    assert set(every) <= {"right", "asked"}
    for name in WRITERS:
        assert sum(one[name] == "right" for one in plain) >= 0.99 * len(plain)


KNOWN = [
    ("tcvn3", b"t\xd8nh B\xbec Giang, huy\xd6n \xa7akr\xabng, x\xb7 M\xad\xeang Nh\xd0", "tỉnh Bắc Giang, huyện Đakrông, xã Mường Nhé"),
    ("vni", "Tænh Quaûng Ngaõi, huyeän Ñöùc Phoå, Ñaék Laék".encode("cp1252"), "Tỉnh Quảng Ngãi, huyện Đức Phổ, Đắk Lắk"),
    ("cp1258", "tỉnh Quảng Ngãi, huyện Đức Phổ, Đắk".encode("cp1258"), "tỉnh Quảng Ngãi, huyện Đức Phổ, Đắk"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "meant"), KNOWN)
def test_text_as_old_files_hold_it_is_read(name, content, meant):
    table = read_text(b'name\n"' + content + b'"\n', None)
    assert (table.encoding, table.frame["name"].to_list()) == (name, [meant])


def test_the_report_shows_the_text_before_and_after_in_both_languages():
    report = check_text(b"name\nhuy\xd6n \xa7\xa8k Glong\nx\xb7 M\xad\xeang Nh\xd0\n", NAMES).report
    (pattern,) = report.patterns
    assert (report.valid, report.source.encoding, pattern.severity) == (True, "tcvn3", "warning")
    for language in ("vi", "en"):
        assert "huyÖn §¨k Glong" in pattern.message[language]
        assert "huyện Đăk Glong" in pattern.message[language]


def test_text_of_an_old_font_saved_as_utf8_is_read_and_said_too():
    table = read_text("name\nhuyÖn §¨k Glong\nx· M­êng NhÐ\nB¾c Giang\n", None)
    assert (table.encoding, table.frame["name"].to_list()) == (
        "tcvn3",
        ["huyện Đăk Glong", "xã Mường Nhé", "Bắc Giang"],
    )
    assert [group.rule for group in table.groups] == ["encoding-detected"]


def test_a_capital_that_tcvn3_lacks_comes_back_where_its_word_shows_it():
    content = b"name\nTH\xde X\xb7 BU\xa4N H\xe5\nH\xb5 N\xe9i\nUBND x\xb7 Y T\xfd\n"
    assert read_text(content, None).frame["name"].to_list() == ["THỊ XÃ BUÔN HỒ", "Hà Nội", "UBND xã Y Tý"]


STRANGERS = {
    "French": "nom\nSociété générale\nchâteau\nélève\nforêt noire\nça\n".encode("cp1252"),
    "German": "Name\nMünchen\nKöln\nÄrzte\nStraße\nGrüße\n".encode("cp1252"),
    "Czech": "jméno\nPlzeň\nČeské Budějovice\nžluťoučký kůň\n".encode("cp1250"),
    "Russian": "имя\nМосква\nСанкт-Петербург\nОбласть\nНовгород\n".encode("cp1251"),
    "Chinese": "名称\n广西壮族自治区\n云南省\n河内市人民委员会\n".encode("gbk"),
    "Japanese": "名前\n東京都\n大阪府\nハノイ市\n".encode("shift_jis"),
    "two encodings in one file": "name\nhuyện Đắk Glong\nxã Mường Nhé\n".encode()
    + b"x\xb7 M\xad\xeang Nh\xd0\nB\xbec Giang\n",
    "TCVN3 and VNI in one file": b"name\nhuy\xd6n\nx\xb7\nM\xad\xeang\n"
    + "Quaûng\nNgaõi\nñöùc\n".encode("cp1252"),
    "one word": b"name\nx\xb7\n",
    "two encodings, as utf-8": "name\nhuyện Đắk Glong\nxã Mường Nhé\nthị trấn\ntỉnh Lạng Sơn\nx· M­êng NhÐ\nB¾c Giang huyÖn Phó L­¬ng L¹ng\n".encode(),
}


@pytest.mark.parametrize("content", STRANGERS.values(), ids=STRANGERS.keys())
def test_what_is_not_certain_is_asked_about(content):
    with pytest.raises(UnreadableFile) as refused:
        read_text(content, None)
    assert refused.value.fault.rule in ("encoding", "encoding-unclear")


def test_the_question_shows_how_the_text_would_read():
    with pytest.raises(UnreadableFile) as refused:
        read_text(b"name\n" + b"0123456789," * 20 + b"x\xb7,\n", None)
    assert "xã,”" in refused.value.fault.message["vi"]


RIGHT_AS_THEY_ARE = ["Café Ödegård", "12 m² · 3 km²", "“Đắk” – 5 °C ± 1", "São Tomé", "Ærø"]


def test_unicode_with_foreign_letters_is_left_as_it_is():
    table = read_text("name\n" + "\n".join([*RIGHT_AS_THEY_ARE, "xã Mường Nhé", "huyện Đắk Glong"]), None)
    assert (table.encoding, table.frame["name"].to_list()[:5], table.groups) == (
        "utf-8",
        RIGHT_AS_THEY_ARE,
        (),
    )


def read_stated(tmp_path, content: bytes, encoding: str):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    return read_table(path, filename="t.csv", answers=Answers(encoding=encoding))


def test_the_sender_may_say_the_encoding_of_what_is_too_short_to_tell(tmp_path):
    table = read_stated(tmp_path, b"name\nx\xb7\n", "tcvn3")
    assert (table.encoding, table.frame["name"].to_list(), table.groups) == ("tcvn3", ["xã"], ())


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        ("name\nhuyện Đắk Glong\n".encode(), "tcvn3"),
        (codecs.BOM_UTF8 + b"name\n1\n", "vni"),
        (old_writers.vni("name\nhuyện Đức Phổ\ntỉnh Quảng Ngãi\n"), "tcvn3"),
    ],
)
def test_a_statement_against_the_file_is_refused(tmp_path, content, stated):
    with pytest.raises(UnreadableFile) as refused:
        read_stated(tmp_path, content, stated)
    assert refused.value.fault.rule == "encoding-contradiction"


def test_a_byte_without_a_meaning_is_named_by_its_line(tmp_path):
    with pytest.raises(UnreadableFile, match=r"[Ll]ine 3, character 2"):
        read_stated(tmp_path, b"name\nx\xb7\nx\xff\n", "tcvn3")


def test_an_unknown_encoding_is_refused_with_those_that_are_known(tmp_path):
    with pytest.raises(UsageError, match="tcvn3"):
        read_stated(tmp_path, b"name\n", "latin-9")


def test_a_letter_is_not_cut_in_two_between_pieces_of_a_large_file():
    content = old_writers.vni("name\n" + "huyện Đức Phổ tỉnh Quảng Ngãi\n" * 80_000)
    names = read_text(content, None).frame["name"]
    assert (len(names), names.unique().to_list()) == (80_000, ["huyện Đức Phổ tỉnh Quảng Ngãi"])


SOURCES = b"source,title\nnew-1,x\xb7\n"


def test_the_sender_may_say_it_on_the_command_line_and_to_the_child(tmp_path, capsys):
    (tmp_path / "t.csv").write_bytes(SOURCES)
    command = ["check", str(tmp_path / "t.csv"), "--schema", "sources", "--report-json"]
    assert main(command) == 2
    assert json.loads(capsys.readouterr().out)["faults"][0]["rule"] == "encoding-unclear"
    main([*command, "--encoding", "tcvn3"])
    assert json.loads(capsys.readouterr().out)["encoding"] == "tcvn3"
    report = examine_in_child(
        tmp_path / "t.csv",
        filename="t.csv",
        schema_name="sources",
        out=tmp_path / "out",
        answers=Answers(encoding="tcvn3"),
    )
    assert report.source.encoding == "tcvn3"
