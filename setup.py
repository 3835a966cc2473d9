"""Maps the folders at the root to import names; everything else is in pyproject.toml."""

from setuptools import find_packages, setup

setup(
    package_dir={
        "": "ckanext-dtts",
        "dtts_harvesters": "harvesters/dtts_harvesters",
        "dtts_schemas": "schemas",
    },
    packages=[
        *(f"ckanext.{name}" for name in find_packages("ckanext-dtts/ckanext")),
        *find_packages("ckanext-dtts", include=["dtts", "dtts.*"]),
        *find_packages("harvesters"),
        "dtts_schemas",
    ],
    package_data={
        "ckanext.dtts": [
            "*.yaml",
            "py.typed",
            *(f"{folder}/**/*" for folder in ("templates", "assets", "public", "migration", "i18n")),
        ],
        "dtts": ["py.typed", "report/html/*.css"],
        "dtts_harvesters": ["py.typed", "*.yaml", "defaults/*.yaml", "sources/*.yaml"],
        "dtts_schemas": ["**/*"],
    },
)
