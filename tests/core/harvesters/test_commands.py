from __future__ import annotations

from pathlib import Path

import pytest

from dtts_harvesters.__main__ import main
from harvest_server.server import Request, Server, reply

SOURCE = """
id: nguon-minh-hoa
title: {{vi: Nguồn minh họa, en: Demonstration source}}
owner: tinh-minh-hoa
connector: table
address: {address}
target: {{table: facilities, dataset: co-so}}
access: {{name: xa, kind: bearer}}
network: {{allow: [{{network: 127.0.0.1/32}}], plain_credentials: true}}
fields: {{Mã: facility_id}}
options: {{format: csv}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "nguon.yaml"


def table(request: Request) -> bytes:
    if request.headers.get("authorization") != "Bearer ma-truy-cap":
        return reply(status="403 Forbidden")
    return reply("Mã,Mới\n00688,x\n00689\n".encode())


def test_a_source_is_tried_on_a_laptop_and_says_what_came(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secrets.yaml").write_text("xa: {token: ma-truy-cap}\n", encoding="utf-8")
    with Server({"/bang.csv": table}) as server:
        file.write_text(SOURCE.format(address=server.address("/bang.csv")), encoding="utf-8")
        code = main(["try", str(file), "--secrets", str(tmp_path / "secrets.yaml"), "--grant", "127.0.0.0/8"])
    told = capsys.readouterr().out
    assert code == 1
    assert "records: 1, rows: 1, complete: yes" in told
    assert "mapped: Mã → facility_id (1)" in told
    assert "drift: new Mới (1)" in told
    assert "refused: entry-unreadable (1)" in told
    assert "ma-truy-cap" not in told


def test_without_a_grant_nothing_inside_is_tried(
    file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "secrets.yaml").write_text("xa: {token: ma-truy-cap}\n", encoding="utf-8")
    with Server({"/bang.csv": table}) as server:
        file.write_text(SOURCE.format(address=server.address("/bang.csv")), encoding="utf-8")
        assert main(["try", str(file), "--secrets", str(tmp_path / "secrets.yaml")]) == 1
        assert server.connections == 0
    assert "refused: address-refused (1)" in capsys.readouterr().out


def test_what_is_wrong_in_a_file_is_told_by_field_in_both_languages(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(SOURCE.format(address="ftp://x.vn"), encoding="utf-8")
    assert main(["check", str(file)]) == 1
    told = capsys.readouterr().out
    assert "nguon.yaml: address" in told and "có thể là" in told and "it can be" in told


def test_a_file_that_holds_is_told_by_the_exit_code(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(SOURCE.format(address="https://x.vn/bang.csv"), encoding="utf-8")
    assert main(["check", str(file)]) == 0
    assert capsys.readouterr().out == ""


def test_a_source_whose_credential_is_not_given_says_which(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(SOURCE.format(address="https://x.vn/bang.csv"), encoding="utf-8")
    assert main(["try", str(file)]) == 2
    assert "keeps no credential 'xa'" in capsys.readouterr().err


def test_the_connectors_are_listed_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kinds"]) == 0
    names = [line.partition("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert names == ["table", "rest", "ckan", "sdmx", "dcat", "dhis2", "folder", "sftp", "portal"]
