"""One line that reads figures into a tool of analysis. Those that run here run in a test, as they stand."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """`tool` is its name, `language` the language of `text`, which is shown and run as it stands."""

    tool: str
    language: str
    text: str


_LINES = (
    Line("curl", "sh", "curl -s '{csv}'"),
    Line("pandas", "python", "import pandas; figures = pandas.read_csv('{csv}')"),
    Line("DuckDB", "sql", "SELECT TIME_PERIOD, OBS_VALUE FROM read_parquet('{parquet}');"),
    Line(
        "DuckDB (Python)",
        "python",
        "import io, duckdb, polars, urllib.request as web; "
        "observed = polars.read_parquet(io.BytesIO(web.urlopen('{parquet}').read())); "
        "figures = duckdb.sql('SELECT TIME_PERIOD, OBS_VALUE FROM observed')",
    ),
    Line("R", "r", 'figures <- read.csv("{csv}")'),
    Line(
        "Excel (Power Query)",
        "m",
        '= Csv.Document(Web.Contents("{csv}"), [Delimiter=",", Encoding=65001])',
    ),
    Line("sdmx1", "python", "import sdmx; figures = sdmx.to_pandas(sdmx.read_url('{sdmx}?format=xml21'))"),
    Line(
        "pysdmx",
        "python",
        "import pysdmx.io; figures = pysdmx.io.read_sdmx('{sdmx}?format=csv').data[0].data",
    ),
)


def lines(site: str) -> list[Line]:
    """The lines for a portal at `site`, an address without a slash at its end."""
    asked = "indicator=GSO_EM_PUPILS&area=51"
    addresses = {
        "csv": f"{site}/api/dtts/v1/observations.csv?{asked}",
        "parquet": f"{site}/api/dtts/v1/observations.parquet?{asked}",
        "sdmx": f"{site}/sdmx/v2/data/dataflow/DTTS/DF_INDICATORS/1.0.0/A.GSO_EM_PUPILS.51@since-2025-07",
    }
    return [each._replace(text=each.text.format(**addresses)) for each in _LINES]
