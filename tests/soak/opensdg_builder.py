"""Lets Open SDG's own builder read the export, and counts what comes out against what went in.

    git clone https://github.com/open-sdg/sdg-build   # or unpack an archive of it
    python3.11 -m venv sdg-env
    sdg-env/bin/pip install 'pandas<2' 'numpy<2' 'pydantic<2' 'frictionless<5' 'sdmx1<2.20' 'setuptools<81' pyyaml \
        gitpython jsonschema requests humanize unicode-slugify csvw mammoth pyquery pyjstat Jinja2 natsort \
        openpyxl==3.1.0 packaging 'rfc3986<2' ruamel.yaml
    sdg-env/bin/python tests/soak/opensdg_builder.py sdg-build opensdg.zip

It wants old versions of much, so that it has an environment of its own and is run by hand, not by `.ci/run`.
`opensdg.zip` comes from `/chi-tieu/<code>/opensdg.zip`, or of all indicators from the nightly set.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import tempfile
import types
from pathlib import Path
from zipfile import ZipFile

SCHEMA = """prose:
  metadata:
    meta:
      - {name: indicator_name, field: {element: text, label: Name}}
      - {name: reporting_status, field: {element: select, label: Status, options: [{name: c, value: complete}, {name: n, value: notstarted}]}}
      - {name: data_non_statistical, field: {element: checkbox, label: Non-statistical}}
      - {name: graph_title, field: {element: text, label: Title}}
      - {name: graph_type, field: {element: text, label: Type}}
"""


def build(builder: Path, export: Path, folder: Path) -> None:
    """Unpack the export and build it as the data starter of Open SDG does."""
    sys.path.insert(0, str(builder))
    # Only its reader of Markdown needs this one, which is in no registry; the export has YAML.
    sys.modules.setdefault("yamlmd", types.ModuleType("yamlmd"))
    import sdg  # type: ignore[import-not-found]

    with ZipFile(export) as zipped:
        zipped.extractall(folder)
    (folder / "_prose.yml").write_text(SCHEMA)
    inputs = [
        sdg.inputs.InputCsvData(path_pattern=str(folder / "data" / "indicator_*.csv")),
        sdg.inputs.InputYamlMeta(path_pattern=str(folder / "meta" / "*.yml"), git=False),
    ]
    schema = sdg.schemas.SchemaInputOpenSdg(schema_path=str(folder / "_prose.yml"))
    output = sdg.outputs.OutputOpenSdg(inputs, schema, output_folder=str(folder / "built"))
    if not output.validate():
        raise SystemExit("Open SDG refuses the metadata")
    output.execute()


def compare(folder: Path) -> tuple[int, int, int]:
    """Indicators, values that went in, and values that the builder gives back alike."""
    went_in = came_back = 0
    files = sorted((folder / "data").glob("indicator_*.csv"))
    for path in files:
        name = path.stem.removeprefix("indicator_")
        with path.open(encoding="utf-8") as text:
            given = [float(row["Value"]) for row in csv.DictReader(text)]
        built = json.loads((folder / "built" / "data" / f"{name}.json").read_text(encoding="utf-8"))
        went_in += len(given)
        pairs = zip(sorted(given), sorted(map(float, built["Value"])), strict=True)
        # It writes ten decimals.
        came_back += sum(math.isclose(one, other, rel_tol=1e-9) for one, other in pairs)
    return len(files), went_in, came_back


def main() -> None:
    """Ends with 1 when a value is lost."""
    builder, export = map(Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix="dtts-opensdg-") as name:
        build(builder, export, Path(name))
        indicators, went_in, came_back = compare(Path(name))
    print(f"{indicators} indicators, {came_back} of {went_in} values came back")
    raise SystemExit(int(came_back != went_in))


if __name__ == "__main__":
    main()
