"""Makes `.venv` and installs hashed requirements into it, only when they changed."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

from tools.place import PYTHON, ROOT, VAR, VENV
from tools.saying import Stop, say, step

# What is installed with one file is installed for the others that it contains.
CONTAINS = {
    "requirements.txt": ("requirements.txt",),
    "requirements-demo.txt": ("requirements-demo.txt", "requirements.txt"),
    "requirements-roads.txt": ("requirements-roads.txt",),
    "requirements-dev.txt": ("requirements-dev.txt", "requirements-demo.txt", "requirements.txt"),
}

# What a Python cut in packages may lack.
WHOLE = ("bz2", "ctypes", "lzma", "sqlite3", "ssl", "venv")


def run_quietly(command: list[str | Path], *, log: str) -> None:
    """Run a command with its output in var/log; show the end of it when it fails."""
    file = VAR / "log" / f"{log}.log"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as stream:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, check=False,
        )  # fmt: skip
    if done.returncode != 0:
        end = "\n".join(file.read_text(errors="replace").splitlines()[-15:])
        raise Stop(f"{end}\n{command[0]} failed; all of it: {file.relative_to(ROOT)}")


def environment() -> None:
    """Make `.venv`, by uv where there is one."""
    if PYTHON.exists() and not broken():
        return
    uv = shutil.which("uv")
    with step("Making .venv"):
        python = interpreter(needs_pip=not uv)
        if uv:
            run_quietly([uv, "venv", "-q", "--clear", "-p", python, VENV], log="venv")
        else:
            if not can_import(python, "ensurepip"):
                install_ensurepip()
            run_quietly([python, "-m", "venv", "--clear", VENV], log="venv")


def interpreter(*, needs_pip: bool) -> str:
    """Return the Python to use: the one that runs us, or the system's of that version if faster.

    One built from source as it comes (pyenv does) runs the site half as fast again as Debian's,
    which is optimised by profile (docs/adr/0016-which-python.md).
    """
    ours = sysconfig.get_config_var("CONFIG_ARGS") or ""
    theirs = f"/usr/bin/python3.{sys.version_info.minor}"
    if sys.base_prefix == "/usr" or "--enable-optimizations" in ours or not Path(theirs).exists():
        return sys.executable
    if needs_pip and not can_import(theirs, "ensurepip"):
        apt_install(f"python3.{sys.version_info.minor}-venv", log="apt-venv")
    whole = can_import(theirs, *WHOLE, *(["ensurepip"] if needs_pip else []))
    return theirs if whole else sys.executable


def can_import(python: str, *names: str) -> bool:
    """Whether a Python has these modules: Debian may install it without some."""
    done = subprocess.run(
        [python, "-c", f"import {', '.join(names)}"], check=False, capture_output=True
    )
    return done.returncode == 0


def broken() -> bool:
    """Whether `.venv` no longer runs (its Python was removed, or the folder moved)."""
    try:
        subprocess.run([PYTHON, "-c", ""], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return True
    return False


def install_ensurepip() -> None:
    """Debian leaves out what makes environments: take it from apt, or say how."""
    package = f"python3.{sys.version_info.minor}-venv"
    if not apt_install(package, log="apt-venv"):
        raise Stop(f"This Python cannot make environments. As root: apt-get install {package}")


def apt_install(*packages: str, log: str) -> bool:
    """Install Debian packages when we are root and apt is there; say whether it worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for _ in range(2):
        try:
            run_quietly([*command], log=log)
        except Stop:
            try:
                run_quietly(["apt-get", "update", "-q"], log=f"{log}-update")
            except Stop:
                return False
        else:
            return True
    return False


def requirements(name: str) -> None:
    """Install one requirements file, unless it (or one that contains it) is already in."""
    environment()
    digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    if mark(name).exists() and mark(name).read_text() == digest:
        return
    uv = shutil.which("uv")
    if uv:
        tool: list[str | Path] = [uv, "pip", "install", "-q", "-p", PYTHON]
    else:
        tool = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    with step(f"Installing {name} (about a minute the first time)"):
        run_quietly([*tool, "--no-deps", "--require-hashes", "-r", ROOT / name], log="install")
    for part in CONTAINS[name]:
        mark(part).write_text(hashlib.sha256((ROOT / part).read_bytes()).hexdigest())


def mark(name: str) -> Path:
    """Return the file that says which version of the requirements is in."""
    return VENV / f".installed-{name}"


# The one without windows first: it takes half of the processor.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Find Chromium, installing it where we can; None when the browser tests must skip."""
    found = [os.environ.get("ALLERVERS_CHROMIUM"), *map(shutil.which, BROWSERS)]
    if any(found):
        return next(filter(None, found))
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with step("Installing Chromium by apt (once)"):
            apt_install(BROWSERS[0], log="apt-shell") or apt_install("chromium", log="apt-chromium")
    return shutil.which(BROWSERS[0]) or shutil.which("chromium")


def lock() -> None:
    """Compile pyproject.toml into the hashed files, for every platform and Python ≥ 3.11."""
    uv = shutil.which("uv")
    if not uv:
        home = VAR / "uv"
        with step("Installing uv into var/"):
            run_quietly([sys.executable, "-m", "venv", home], log="uv")
            run_quietly([home / "bin" / "pip", "install", "-q", "uv"], log="uv")
        uv = str(home / "bin" / "uv")
    common = ["-q", "-p", "3.11", "--universal", "--generate-hashes", "--no-header"]
    common += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    whole = "pyproject.toml"
    for name, sources in (
        ("requirements.txt", [whole]),
        ("requirements-demo.txt", [whole, "--extra=demo"]),
        ("requirements-dev.txt", [whole, "--extra=demo", "--extra=dev"]),
        ("requirements-roads.txt", [extra_alone("roads")]),
    ):
        with step(f"Compiling {name}"):
            run_quietly([uv, "pip", "compile", *common, *sources, "-o", name], log="lock")
    say("Look at the difference before you commit it: git diff --stat requirements*.txt")


def extra_alone(name: str) -> Path:
    """Write what an extra asks for, without the rest: its file is installed on top of another."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    file = VAR / f"{name}.in"
    file.write_text("\n".join(project["optional-dependencies"][name]))
    return file
