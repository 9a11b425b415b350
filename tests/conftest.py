"""What holds for every test."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Where .ci/run installs packages of npm.
NODE_MODULES = Path(__file__).parents[1] / ".venv" / "node_modules"

# Programs that tests start find the project compiled, beside its sources like what is installed.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Machines differ in speed and load; a slow example is no failure, and neither are slowly made ones. The
# same examples in every run: a change is judged by what it does, and tests/fuzz looks for what is new.
settings.register_profile(
    "newsassay",
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("newsassay")


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests of servers wait for other processes much of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked `needs("java", "module:pyspark")` where that is missing; with NEWSASSAY_TEST_ALL=1, fail."""
    needed = [name for mark in item.iter_markers("needs") for name in mark.args]
    if missing := [name for name in needed if not _is_there(name)]:
        reason = f"needs {', '.join(name.rpartition(':')[2] for name in missing)}"
        if os.environ.get("NEWSASSAY_TEST_ALL"):
            pytest.fail(reason)
        pytest.skip(reason)


def _is_there(name: str) -> bool:
    kind, _, rest = name.rpartition(":")
    match kind:
        case "module":
            return importlib.util.find_spec(rest) is not None
        case "npm":
            return (NODE_MODULES / rest).is_dir()
        case "file":
            return Path(rest).exists()
        case _:
            return shutil.which(name) is not None
