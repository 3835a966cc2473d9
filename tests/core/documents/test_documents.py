"""Documents are told by their bytes, and what would harm who opens one is refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from dtts.documents import RefusedDocument, kind_of


def packed(*names: str, size: int = 10) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * size)
    return file.getvalue()


def look(folder: Path, content: bytes) -> str:
    path = folder / "document"
    path.write_bytes(content)
    return kind_of(path).name


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n%%EOF", "PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (packed("[Content_Types].xml", "word/document.xml"), "DOCX"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "XLSX"),
    ],
)
def test_a_kind_is_told_by_the_bytes(tmp_path, content, name):
    assert look(tmp_path, content) == name


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document-empty"),
        (b"MZ\x90\x00", "document-kind"),
        (b"<svg onload='alert(1)'/>", "document-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "document-kind"),
        (packed("a.txt"), "document-kind"),
        (b"PK\x03\x04 and nothing more", "document-unsafe"),
        (b"%PDF-1.7 /S /Launch /F (cmd.exe)", "document-program"),
        (b"%PDF-1.7 " + b" " * (1 << 20) + b"/JavaScript", "document-program"),
        (packed("word/document.xml", "word/vbaProject.bin"), "document-program"),
        (packed("word/document.xml", "word/embeddings/oleObject1.bin"), "document-program"),
        (packed("word/document.xml", "../evil"), "document-unsafe"),
        (packed("word/document.xml", "bomb.bin", size=30_000_000), "document-unsafe"),
    ],
)
def test_what_is_not_taken_says_why_in_both_languages(tmp_path, content, code):
    with pytest.raises(RefusedDocument) as refused:
        look(tmp_path, content)
    assert refused.value.code == code
    assert set(refused.value.message) == {"vi", "en"}


def test_a_word_of_a_pdf_that_lies_across_two_readings_is_found(tmp_path):
    content = b"%PDF-1.7" + b" " * ((1 << 20) - 12) + b"/JavaScript "
    with pytest.raises(RefusedDocument):
        look(tmp_path, content)
