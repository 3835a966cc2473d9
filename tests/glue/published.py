"""A table that the road published, for tests that only look at it."""

from __future__ import annotations

import io
import subprocess
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from glue.records import administrator, dataset
from glue.road.points import points


@pytest.fixture(scope="module")
def facility(site: CKANTestApp, forkserver: subprocess.Popen[str]) -> dict[str, Any]:
    """A dataset of IT support points with one table `diem`, published by the road."""
    with site.flask_app.test_request_context():
        made = dataset(type="facility", name="diem-ho-tro", title="Điểm hỗ trợ CNTT", demo="true")
        asked = {"dataset": made["name"], "table": "diem", "schema": "it_support_points", "name": "Các điểm"}
        upload = FileStorage(io.BytesIO(points("0164A", "07210")), filename="diem.csv")
        context = {"ignore_auth": True, "user": administrator()[0]}
        tk.get_action("dtts_table_submit")(context, {**asked, "upload": upload})
    model.Session.remove()
    forkserver.stdin.write("\n")
    forkserver.stdin.flush()
    assert next(line for line in forkserver.stdout if line.startswith("exit ")) == "exit 0\n"
    return tk.get_action("package_show")({"ignore_auth": True}, {"id": made["id"]})
