"""Clients in other languages, generated from the .proto files alone, against one server with TLS and a token."""

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme

from newsassay.engine import Article, score

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
JARS = "/usr/share/java"  # where Debian keeps them
GO = "/usr/share/gocode"
# What runs for seconds gains nothing from the optimising compiler, or from collecting with every core.
QUICK_JVM = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
OPENSSL_FOR_NETTY = f"/usr/lib/{platform.machine()}-linux-gnu/jni/libnetty-tcnative.so"
TOKEN = "a-token-that-is-long-enough-to-be-one"  # noqa: S105 - for this test
TEXT = "𝔸: Observers say it could rain."  # its first character is two units of UTF-16 and four bytes
EXPECTED = {
    "spans": True,
    "signals": [evidence.signal_id for evidence in score(Article(body=TEXT)).evidence],
    "stream": 100,
    "violations": ["article.body", "article.published_at"],
}


class Service(NamedTuple):
    """Where a server is, and what it takes to be let in."""

    address: str
    ca_file: Path


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    for pem in certificate.cert_chain_pems:
        pem.write_to_path(folder / "cert.pem", append=True)
    (folder / "tokens").write_text(TOKEN, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "newsassay.server",
        "--parent-pipe",
        "--address=localhost:0",
        "--workers=0",
    ]
    command += [f"--tls-certificate={folder}/cert.pem", f"--tls-key={folder}/key.pem"]
    command += [f"--token-file={folder}/tokens", "--log-level=error"]
    roots = os.pathsep.join(str(ROOT / part) for part in ("proto", "server", "client"))
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": roots},
    ) as process:
        assert process.stdout
        yield Service(process.stdout.readline().strip(), folder / "ca.pem")
        process.kill()


def run(*command: object, **environment: str) -> str:
    """Run a command; return what it printed."""
    arguments = [shutil.which(str(command[0])) or str(command[0]), *map(str, command[1:])]
    done = subprocess.run(
        arguments,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def answers(service: Service, *command: object, **environment: str) -> dict[str, object]:
    """What a client prints: a JSON object a line."""
    printed = run(*command, service.address, service.ca_file, TOKEN, TEXT, **environment)
    return {key: value for line in printed.splitlines() for key, value in json.loads(line).items()}


@pytest.mark.needs("node", "npm:@grpc/grpc-js", "npm:@grpc/proto-loader", "npm:protobufjs")
def test_node(service: Service) -> None:
    found = answers(service, "node", HERE / "node" / "client.js", NODE_PATH=str(ROOT / ".venv/node_modules"))
    compared = {"relations": ["RELATION_REWRITE"], "passages": True}
    assert found == EXPECTED | compared | {"deadline": "DEADLINE_EXCEEDED", "token": "UNAUTHENTICATED"}


@pytest.mark.needs(
    "java", "javac", "protoc", "grpc_java_plugin", f"file:{JARS}/grpc-netty.jar", f"file:{OPENSSL_FOR_NETTY}"
)
def test_java(service: Service, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    plugin = f"--plugin=protoc-gen-grpc-java={shutil.which('grpc_java_plugin')}"
    contract = sorted((ROOT / "proto/newsassay/v1").glob("*.proto"))
    run("protoc", f"-I{ROOT / 'proto'}", plugin, f"--java_out={out}", f"--grpc-java_out={out}", *contract)
    jars = f"{JARS}/*"
    sources = [*sorted(out.rglob("*.java")), HERE / "java" / "Client.java"]
    quick = [f"-J{flag}" for flag in QUICK_JVM]
    run("javac", *quick, "-proc:none", "-nowarn", "-cp", jars, "-d", out, *sources)
    # Debian's netty has no ALPN of Java's own, and looks for OpenSSL under a name that Debian does not give it.
    shutil.copy(OPENSSL_FOR_NETTY, out / "libnetty_tcnative.so")
    flags = [*QUICK_JVM, "-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8", f"-Djava.library.path={out}"]
    found = answers(service, "java", *flags, "-cp", f"{out}:{jars}", "Client", LC_ALL="C.UTF-8")
    assert found == EXPECTED | {"deadline": "DEADLINE_EXCEEDED", "token": "UNAUTHENTICATED"}


@pytest.mark.needs(
    "go", "protoc", "protoc-gen-go", "protoc-gen-go-grpc", f"file:{GO}/src/google.golang.org/grpc"
)
def test_go(service: Service, tmp_path: Path) -> None:
    out = tmp_path / "src"
    out.mkdir()
    contract = sorted((ROOT / "proto/newsassay/v1").glob("*.proto"))
    run("protoc", f"-I{ROOT / 'proto'}", f"--go_out={out}", f"--go-grpc_out={out}", *contract)
    # What is compiled once is kept; debugging symbols and optimised code are for programs that run longer.
    cache = str(ROOT / ".pytest_cache" / "go")
    environment = {"GO111MODULE": "off", "GOPATH": f"{tmp_path}:{GO}", "GOCACHE": cache}
    flags = ["-ldflags=-s -w", "-gcflags=google.golang.org/...=-N -l -dwarf=false"]
    run("go", "build", *flags, "-o", tmp_path / "client", HERE / "go" / "client.go", **environment)
    found = answers(service, tmp_path / "client")
    assert found == EXPECTED | {"deadline": "DeadlineExceeded", "token": "Unauthenticated"}
