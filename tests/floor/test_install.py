"""Which Python makes `.venv`: the system's only when faster, of the same version and whole."""

import sys
import sysconfig

import pytest

from tools import install

SYSTEM = f"/usr/bin/python3.{sys.version_info.minor}"


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Run as by a Python built from source without optimisations, beside a whole system's one."""
    monkeypatch.setattr(sys, "base_prefix", "/opt/python")
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _name: "'--enable-shared'")
    monkeypatch.setattr(install.Path, "exists", lambda path: str(path) == SYSTEM)
    monkeypatch.setattr(install, "can_import", lambda *_names: True)
    return monkeypatch


def test_system_python_is_preferred_to_one_without_optimisations(
    plain: pytest.MonkeyPatch,
) -> None:
    assert install.interpreter(needs_pip=True) == SYSTEM


def test_optimised_python_stays(plain: pytest.MonkeyPatch) -> None:
    plain.setattr(sysconfig, "get_config_var", lambda _name: "'--enable-optimizations'")
    assert install.interpreter(needs_pip=True) == sys.executable


def test_python_of_the_system_that_lacks_modules_is_left(plain: pytest.MonkeyPatch) -> None:
    plain.setattr(install, "can_import", lambda _python, *names: "sqlite3" not in names)
    assert install.interpreter(needs_pip=False) == sys.executable


def test_what_makes_environments_is_asked_of_apt_or_done_without(plain: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    plain.setattr(install, "can_import", lambda _python, *names: "ensurepip" not in names)
    plain.setattr(install, "apt_install", lambda *names, **_log: bool(asked.extend(names)))
    assert install.interpreter(needs_pip=True) == sys.executable
    assert asked == [f"python3.{sys.version_info.minor}-venv"]
    assert install.interpreter(needs_pip=False) == SYSTEM
