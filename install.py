"""Make .venv and install the pinned versions, unless that is done already.

    python3 install.py          what the chat page and the command line need
    python3 install.py quick    the same, and what the tests need
    python3 install.py test     the same, and a browser for the browser tests
    python3 install.py dev      the same as quick, and the formatter and the type checker

Standard library only, and written so that an old Python reads it far enough to be told
that it is too old.
"""

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "onrecord-installed.json"
OLDEST = (3, 11)
EXTRAS = {"run": [], "quick": ["test"], "test": ["test"], "dev": ["test", "dev"]}

# PyTorch's own index of builds without CUDA: asked for torch alone, and only when it answers.
TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
PROBE_SECONDS = 3

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def main(arguments):
    """Set up what was asked for and return the exit code."""
    wanted = arguments[0] if arguments else "run"
    if wanted not in EXTRAS:
        return stop(f"unknown set-up {wanted!r}: choose from {', '.join(EXTRAS)}")
    if sys.version_info < OLDEST:
        newer = find_newer_python()
        if newer:
            os.execv(newer, [newer, *sys.argv])
        return stop(
            f"Onrecord needs Python 3.11 or newer; this is {platform.python_version()}. "
            "Install a newer one, or name it: make PYTHON=/path/to/python3.12 ..."
        )
    try:
        if not installed(wanted):
            make_environment()
            install_packages(wanted)
        if wanted == "test":
            return provide_browser()
    except subprocess.CalledProcessError as error:
        return stop(f"this step failed (its output is above): {' '.join(map(str, error.cmd))}")
    except KeyboardInterrupt:
        return stop("interrupted; run the same command again to go on")
    except OSError as error:
        return stop(f"{error.filename or 'set-up'}: {error.strerror or error}")
    return 0


def stop(message):
    """Print one line for the reader and return the exit code of a failure."""
    print("onrecord: " + message, file=sys.stderr)
    return 1


def say(message):
    """Print one line of progress."""
    print("onrecord: " + message, file=sys.stderr, flush=True)


# ---------------------------------------------------------------------------------- Python


def find_newer_python():
    """Find a Python on the path that is new enough; None where there is none."""
    for minor in range(19, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and runs(found):
            return found
    return None


def runs(python):
    """Say whether this interpreter starts and is new enough (a shim may do neither)."""
    check = f"import sys; sys.exit(sys.version_info < {OLDEST!r})"
    try:
        return subprocess.run([str(python), "-c", check], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def make_environment():
    """Make .venv, or a fresh one where the old one is broken or was copied from elsewhere."""
    STAMP.unlink(missing_ok=True)
    if VENV.exists() and environment_works():
        return
    if importlib.util.find_spec("ensurepip") is None and not (
        in_ci() and apt_install(["python3-venv"])
    ):
        raise SystemExit(
            stop(
                "this Python cannot make virtual environments; on Debian or Ubuntu run: "
                "sudo apt-get install python3-venv"
            )
        )
    say(f"making .venv with Python {platform.python_version()}")
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def environment_works():
    """Say whether .venv runs, is new enough and believes that it stands where it stands."""
    if not runs(PYTHON):
        return False
    check = "import sys, pip; print(sys.prefix)"
    answer = subprocess.run([str(PYTHON), "-c", check], stdout=subprocess.PIPE, text=True)
    where = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    copied = "command = " in where and str(VENV) not in where
    return answer.returncode == 0 and answer.stdout.strip() == str(VENV) and not copied


# -------------------------------------------------------------------------------- packages


def extras_for(wanted):
    """Name the extras of a set-up; sign-in's where the settings ask readers to sign in."""
    return set(EXTRAS[wanted]) | ({"login"} if asks_for_sign_in() else set())


def asks_for_sign_in():
    """Say whether ONRECORD_READERS is "login", in the environment or else in .env."""
    readers = os.environ.get("ONRECORD_READERS", "")
    if not readers and (ROOT / ".env").exists():
        for line in (ROOT / ".env").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            if name.strip().lower() == "onrecord_readers":
                readers = value.split("#")[0].strip().strip("'\"")
    return readers == "login"


def fingerprint():
    """Hash what decides the set-up: the two package files, this file, the interpreter."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "setup.py", "constraints.txt", "install.py"):
        digest.update((ROOT / name).read_bytes())
    digest.update(str(VENV).encode())
    return digest.hexdigest()


def installed(wanted):
    """Say whether .venv already holds these versions and these extras."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    held = set(stamp.get("extras", [])) >= extras_for(wanted)
    return held and stamp.get("fingerprint") == fingerprint() and environment_works()


def install_packages(wanted):
    """Install torch, then everything else, at the versions in constraints.txt."""
    extras = extras_for(wanted)
    say("installing the pinned versions into .venv (several minutes the first time)")
    install("-c", "constraints.txt", "setuptools")
    install_torch(pinned("torch"))
    target = f".[{','.join(sorted(extras))}]" if extras else "."
    # Without build isolation: an isolated build would fetch its own, unpinned setuptools.
    install("-c", "constraints.txt", "--no-build-isolation", "-e", target)
    STAMP.write_text(
        json.dumps({"fingerprint": fingerprint(), "extras": sorted(extras)}), encoding="utf-8"
    )


def pinned(name):
    """Read a package's version from constraints.txt."""
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(name + "=="):
            return line.split("==")[1].strip()
    raise SystemExit(stop(f"constraints.txt pins no {name!r}"))


def install_torch(version):
    """Install the build of torch without CUDA on a machine without a GPU.

    PyPI's build for Linux needs 3 GB of CUDA packages.  The one without is labelled "+cpu" and
    may already be where pip looks; else PyTorch's own index has it, if that can be reached:
    an index that cannot costs pip minutes of retries, so it is probed first.
    """
    if platform.system() != "Linux" or has_gpu():
        return  # the plain version is right, and comes with the rest
    if torch_installed(version):
        return
    build = f"torch=={version}+cpu"
    if install("--no-deps", build, check=False):
        return
    if answers(TORCH_CPU_INDEX + "/torch/"):
        install("--no-deps", "--index-url", TORCH_CPU_INDEX, build)
        return
    say("PyTorch's index of builds without CUDA cannot be reached; pip takes what it finds")


def torch_installed(version):
    """Say whether .venv already holds this version of torch, whatever its label."""
    check = "from importlib.metadata import version; print(version('torch'))"
    found = subprocess.run(
        [str(PYTHON), "-c", check], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    return found.returncode == 0 and found.stdout.strip().split("+")[0] == version


def has_gpu():
    """Say whether the machine has an NVIDIA driver."""
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None


def answers(address):
    """Say within a few seconds whether an address answers, also where looking it up hangs."""
    reached = []

    def probe():
        try:
            with urllib.request.urlopen(address, timeout=PROBE_SECONDS) as response:
                reached.append(response.status == 200)
        except (OSError, ValueError):
            reached.append(False)

    thread = threading.Thread(target=probe, daemon=True)
    thread.start()
    thread.join(PROBE_SECONDS + 1)
    return reached == [True]


def install(*arguments, check=True):
    """Have pip install something into .venv; say whether it succeeded."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install"]
    if not sys.stderr.isatty():  # nobody watches: a log needs no line per package
        command.append("--quiet")
    # Where failing is foreseen, what pip says about it would only frighten.
    errors = sys.stderr if check else subprocess.DEVNULL
    return run([*command, *arguments], check=check, stderr=errors)


def run(command, check=True, **options):
    """Run a command in the project's folder; its output is progress, so it goes to stderr."""
    options.setdefault("stderr", sys.stderr)
    done = subprocess.run(command, cwd=str(ROOT), stdout=sys.stderr, check=check, **options)
    return done.returncode == 0


# --------------------------------------------------------------------------------- browser


def find_browser():
    """Find a Chromium or Chrome of the system; None where there is none."""
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    return next((path for path in MAC_BROWSERS if Path(path).exists()), None)


def provide_browser():
    """See to it that the browser tests find a Chromium; return the exit code.

    The system's; as root on Debian or in CI the package manager's; else Playwright's own, or a
    line that says what to run.  In CI a missing browser is a failure.
    """
    if find_browser() or playwright_browser():
        return 0
    # Ubuntu's package only points at a snap, which does not run in a container.
    if distribution() == "debian" and apt_install(["chromium"]) and find_browser():
        return 0
    command = [str(PYTHON), "-m", "playwright", "install", "chromium"]
    if distribution() in ("debian", "ubuntu") and os.geteuid() == 0:
        command.insert(-1, "--with-deps")
    if run(command, check=False) and playwright_browser():
        return 0
    shown = ".venv/bin/python " + " ".join(command[1:])
    say("no Chromium for the browser tests. Install one, or run: " + shown)
    if in_ci():
        return stop("in CI a missing browser is a failure")
    say("the browser tests are left out this time")
    return 0


def playwright_browser():
    """Say whether Playwright has its own Chromium on this machine."""
    check = (
        "import pathlib, sys; from playwright.sync_api import sync_playwright as start\n"
        "with start() as p: sys.exit(not pathlib.Path(p.chromium.executable_path).exists())"
    )
    return subprocess.run([str(PYTHON), "-c", check], stderr=subprocess.DEVNULL).returncode == 0


def distribution():
    """Read which Linux distribution this is: "debian", "ubuntu", ... or ""."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line[3:].strip('"') for line in lines if line.startswith("ID=")), "")


def in_ci():
    """Say whether this runs on a build server."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def apt_install(packages):
    """Install Debian packages where we may (root, or sudo without a password in CI)."""
    if shutil.which("apt-get") is None:
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not (in_ci() and shutil.which("sudo")):
        return False
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    say(f"installing {', '.join(packages)} with apt-get")
    run([*sudo, "apt-get", "update", "-q"], check=False, env=environment)
    options = ["install", "-y", "-q", "--no-install-recommends"]
    return run([*sudo, "apt-get", *options, *packages], check=False, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
