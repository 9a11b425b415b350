"""TLS, mutual TLS and tokens against a real server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from click.testing import CliRunner

from newsassay.client import Article, AsyncClient, Client, NewsassayError, Tls
from newsassay.client.cli import cli

TOKEN = "a-token-that-is-long-enough"  # noqa: S105 - of a test
ARTICLE = Article(body="Officials said so.")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    for name, identity in (("server", "localhost"), ("client", "client.example")):
        certificate = authority.issue_cert(identity)
        certificate.private_key_pem.write_to_path(folder / f"{name}.key")
        certificate.cert_chain_pems[0].write_to_path(folder / f"{name}.pem")
    (folder / "tokens").write_text(TOKEN + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(start_server: Any, files: Path) -> Iterator[str]:
    """A server that asks for a certificate and a token."""
    server = start_server(
        "127.0.0.1:0",
        f"--tls-certificate={files}/server.pem",
        f"--tls-key={files}/server.key",
        f"--tls-client-ca={files}/ca.pem",
        f"--token-file={files}/tokens",
    )
    yield server.target.replace("127.0.0.1", "localhost")
    server.kill()


def identity(files: Path) -> Tls:
    return Tls(ca_file=files / "ca.pem", cert_file=files / "client.pem", key_file=files / "client.key")


def test_a_known_client_with_a_token_is_served(address: str, files: Path) -> None:
    with Client(address, tls=identity(files), token=TOKEN) as client:
        assert client.is_serving()
        assert client.score(ARTICLE).overall.value > 0
        assert [outcome.unwrap() for outcome in client.score_stream([ARTICLE])] == [client.score(ARTICLE)]


async def test_so_is_a_known_async_client(address: str, files: Path) -> None:
    async with AsyncClient(address, tls=identity(files), token=TOKEN) as client:
        assert (await client.score(ARTICLE)).overall.value > 0


@pytest.mark.parametrize("token", [None, "another-token-that-is-long-enough"])
def test_without_the_right_token_nobody_is(address: str, files: Path, token: str | None) -> None:
    with Client(address, tls=identity(files), token=token) as client, pytest.raises(NewsassayError) as caught:
        client.score(ARTICLE)
    assert caught.value.code == "UNAUTHENTICATED"


def test_without_a_certificate_nobody_is(address: str, files: Path) -> None:
    with (
        Client(address, tls=Tls(ca_file=files / "ca.pem"), token=TOKEN) as client,
        pytest.raises(NewsassayError),
    ):
        client.score(ARTICLE)


def test_the_command_line_takes_all_of_it_from_the_environment(address: str, files: Path) -> None:
    environment = {
        "NEWSASSAY_SERVER": address,
        "NEWSASSAY_TOKEN": TOKEN,
        "NEWSASSAY_TLS_CA": f"{files}/ca.pem",
        "NEWSASSAY_TLS_CERT": f"{files}/client.pem",
        "NEWSASSAY_TLS_KEY": f"{files}/client.key",
    }
    for command in (["health"], ["score", "--sample", "sober"]):
        result = CliRunner(env=environment).invoke(cli, command)
        assert result.exit_code == 0, result.stderr
    result = CliRunner(env={**environment, "NEWSASSAY_TOKEN": None}).invoke(
        cli, ["score", "--sample", "sober"]
    )
    assert result.exit_code == 3
    assert "UNAUTHENTICATED" in result.stderr


def test_plaintext_to_a_server_that_speaks_tls_is_explained(address: str) -> None:
    # By number: of a name with an IPv6 address, too, the last error may be that nobody listens there.
    target = address.replace("localhost", "127.0.0.1")
    environment = {"NEWSASSAY_SERVER": target, "NEWSASSAY_TOKEN": TOKEN, "NEWSASSAY_INSECURE": "1"}
    result = CliRunner(env=environment).invoke(cli, ["health"])
    assert result.exit_code == 3
    assert "speaks TLS" in result.stderr
    assert len(result.stderr.splitlines()) == 1
