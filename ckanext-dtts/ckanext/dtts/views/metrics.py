"""/api/dtts/v1/metrics: for monitoring systems that show the word of `dtts.harvest.metrics_token`."""

from __future__ import annotations

import hmac

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.dtts import config
from ckanext.dtts.harvest import metrics
from ckanext.dtts.openapi.endpoint import Endpoint, described

blueprint = Blueprint("dtts_metrics", __name__)
ENDPOINTS = {
    "read": Endpoint(
        "Tình trạng các nguồn thu thập, dạng văn bản của Prometheus; chỉ cho hệ thống giám sát.",
        "How the sources of harvests stand, in Prometheus's text format; for monitoring systems only.",
        forms=("prometheus",),
        fails=(403,),
        token=True,
    ),
}
described(blueprint, "log", ENDPOINTS)


@blueprint.get("/api/dtts/v1/metrics")
def read() -> Response:
    """The sources in the text format of Prometheus; 403 for everybody else."""
    if not _may_read():
        return Response("Not allowed\n", 403, mimetype="text/plain")
    return Response(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_read() -> bool:
    """Portal administrators, and whoever shows the word."""
    if tk.current_user.is_authenticated and tk.current_user.sysadmin:
        return True
    wanted, shown = config.harvest_metrics_token(), tk.request.headers.get("Authorization", "")
    return bool(wanted) and hmac.compare_digest(shown.encode(), f"Bearer {wanted}".encode())
