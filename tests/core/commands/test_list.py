"""`python -m dtts` names every command, and loads the one that is asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import dtts.commands
from dtts.__main__ import COMMANDS, main
from dtts.commands.command import Command

FOLDER = Path(dtts.commands.__path__[0])


def test_every_command_is_named_once() -> None:
    modules = [import_module(f"dtts.commands.{path.stem}") for path in FOLDER.glob("[!_]*.py")]
    made = {each.name for module in modules for each in vars(module).values() if isinstance(each, Command)}
    assert sorted(made) == list(COMMANDS)


def test_the_help_tells_what_each_command_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out.split()
    assert set(COMMANDS) <= set(said)


def test_a_command_that_is_asked_for_loads_no_other() -> None:
    asked = "import sys; from dtts.__main__ import main; main(['rules']); print('dtts.commands.check' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
