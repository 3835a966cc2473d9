"""The registers of the package, loaded once."""

import pytest

from dtts.units import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()
