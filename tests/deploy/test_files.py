"""The files in deploy/ are what their programs read, ask for flags that there are, and take privileges away."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsassay.server.main import main

DEPLOY = Path(__file__).parents[2] / "deploy"
KNOWN_FLAGS = {flag for parameter in main.params for flag in parameter.opts}
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
KUBERNETES = {
    document["kind"]: document
    for document in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
}
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def instruction(name: str) -> str:
    """The last instruction of this name."""
    return re.findall(rf"^\s*{name} (.*)$", CONTAINERFILE, re.MULTILINE)[-1]


def flags_of(arguments: list[str]) -> set[str]:
    return {argument.partition("=")[0] for argument in arguments}


def test_the_container_runs_one_process_as_nobody_in_particular() -> None:
    assert yaml.safe_load(instruction("ENTRYPOINT")) == ["newsassay-server"]  # exec form: signals arrive
    assert flags_of(yaml.safe_load(instruction("CMD"))) <= KNOWN_FLAGS
    assert instruction("USER") == "10001:10001"
    assert (
        re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE) == ["docker.io/library/python:3.11-slim"] * 2
    )
    assert yaml.safe_load(re.findall(r"CMD (\[.*\])", CONTAINERFILE)[-1])[:2] == ["newsassay", "health"]


@pytest.mark.parametrize("name", ["newsassay-1", "newsassay-2"])
def test_compose_takes_privileges_away(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()


def test_compose_and_the_proxies_mean_the_same_servers() -> None:
    servers = {name for name in COMPOSE["services"] if name.startswith("newsassay")}
    for proxy in ("nginx.conf", "haproxy.cfg"):
        named = re.findall(r"(newsassay-\d):50051", (DEPLOY / proxy).read_text(encoding="utf-8"))
        assert set(named) == servers
    (volume,) = COMPOSE["services"]["nginx"]["volumes"]
    assert (DEPLOY / volume.partition(":")[0]).is_file()


def test_kubernetes_probes_and_drains() -> None:
    pod: dict[str, Any] = KUBERNETES["Deployment"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    flags = dict(argument.removeprefix("--").partition("=")[::2] for argument in container["args"])
    assert flags_of(container["args"]) <= KNOWN_FLAGS
    assert float(flags["drain-delay"]) + float(flags["grace"]) < pod["terminationGracePeriodSeconds"]
    paths = {
        probe: container[probe]["httpGet"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")
    }
    assert {probe: get["path"] for probe, get in paths.items()} == {
        "startupProbe": "/readyz",
        "readinessProbe": "/readyz",
        "livenessProbe": "/livez",
    }
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert (ports["grpc"], ports["metrics"]) == tuple(
        int(flags[name].rpartition(":")[2]) for name in ("address", "metrics-address")
    )
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert KUBERNETES["Service"]["spec"]["clusterIP"] == "None"
    labels = KUBERNETES["Deployment"]["spec"]["template"]["metadata"]["labels"]
    for selector in (
        KUBERNETES["Service"]["spec"]["selector"],
        KUBERNETES["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
    ):
        assert selector.items() <= labels.items()


def test_the_unit_starts_what_is_installed() -> None:
    unit = (DEPLOY / "newsassay.service").read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    program, *arguments = shlex.split(command)
    assert Path(program).name == "newsassay-server"
    assert {argument for argument in arguments if argument.startswith("--")} <= KNOWN_FLAGS


@pytest.mark.needs("systemd-analyze")
def test_systemd_reads_the_unit_and_finds_little_exposed(tmp_path: Path) -> None:
    unit = tmp_path / "newsassay.service"
    text = (DEPLOY / "newsassay.service").read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/newsassay/bin/newsassay-server", "/bin/true"), encoding="utf-8")
    analyze = shutil.which("systemd-analyze") or ""
    verified = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    command = [analyze, "security", "--offline=true", "--threshold=20", unit]  # of 100
    subprocess.run(command, capture_output=True, check=True)
