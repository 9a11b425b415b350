"""TLS, mutual TLS, rotation, and tokens."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
import trustme
from grpc_health.v1 import health_pb2, health_pb2_grpc

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

Failing = Callable[[Callable[[], object]], Any]

REQUEST = service_pb2.ScoreArticleRequest(article=article_pb2.Article(body="Officials may decide soon."))
OLD, NEW, WRONG = "old-token-0123456789", "new-token-0123456789", "wrong-token-0123456789"


class Authority:
    """A certificate authority with files for one server."""

    def __init__(self, folder: Path) -> None:
        self.ca = trustme.CA()
        self.certificate = folder / "server.pem"
        self.key = folder / "server.key"
        self.roots = folder / "roots.pem"
        self.ca.cert_pem.write_to_path(str(self.roots))
        self.issue()

    def issue(self, ca: trustme.CA | None = None) -> None:
        """Write a fresh certificate and key, each in one step, as rotation tools do."""
        fresh = (ca or self.ca).issue_cert("localhost", "127.0.0.1")
        replace(self.certificate, b"".join(blob.bytes() for blob in fresh.cert_chain_pems))
        replace(self.key, fresh.private_key_pem.bytes())

    @property
    def flags(self) -> list[str]:
        return [f"--tls-certificate={self.certificate}", f"--tls-key={self.key}"]


def replace(path: Path, content: bytes) -> None:
    fresh = path.with_suffix(".fresh")
    fresh.write_bytes(content)
    fresh.rename(path)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def call(address: str, credentials: grpc.ChannelCredentials, metadata: Any = None) -> Any:
    """One call on a fresh connection."""
    options = [("grpc.use_local_subchannel_pool", 1), ("grpc.enable_retries", 0)]
    with grpc.secure_channel(address, credentials, options=options) as channel:
        return service_grpc.CredibilityServiceStub(channel).ScoreArticle(
            REQUEST, timeout=120, metadata=metadata
        )


def trusting(ca: trustme.CA, client: trustme.LeafCert | None = None) -> grpc.ChannelCredentials:
    key = client.private_key_pem.bytes() if client else None
    chain = client.cert_chain_pems[0].bytes() if client else None
    return grpc.ssl_channel_credentials(ca.cert_pem.bytes(), key, chain)


def test_tls_serves_those_who_trust_it_and_nobody_in_plaintext(
    start_server: Any, authority: Authority, failure: Failing
) -> None:
    server = start_server("--address=0.0.0.0:0", "--workers=0", *authority.flags)
    address = f"localhost:{server.address.rpartition(':')[2]}"
    assert call(address, trusting(authority.ca)).HasField("report")
    assert failure(lambda: call(address, trusting(trustme.CA()))).code is grpc.StatusCode.UNAVAILABLE
    with grpc.insecure_channel(address, options=[("grpc.enable_retries", 0)]) as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        assert failure(lambda: stub.ScoreArticle(REQUEST, timeout=120)).code is grpc.StatusCode.UNAVAILABLE


def test_certificates_are_rotated_without_a_restart(start_server: Any, authority: Authority) -> None:
    server = start_server("--address=localhost:0", "--workers=0", *authority.flags)
    good = authority.key.read_bytes()
    replace(authority.key, authority.ca.issue_cert("localhost").private_key_pem.bytes())
    # Half done: the old one stays in force.
    assert call(server.address, trusting(authority.ca)).HasField("report")
    assert "do not fit together" in server.wait_for("certificate not read again")["reason"]
    replace(authority.key, good)
    assert call(server.address, trusting(authority.ca)).HasField("report")
    successor = trustme.CA()
    authority.issue(successor)
    assert call(server.address, trusting(successor)).HasField("report")


def test_mutual_tls_asks_for_a_certificate_of_the_authority_of_the_day(
    start_server: Any, authority: Authority, failure: Failing
) -> None:
    server = start_server(
        "--address=localhost:0", "--workers=0", *authority.flags, f"--tls-client-ca={authority.roots}"
    )
    successor = trustme.CA()
    early = successor.issue_cert("client.example")
    assert call(server.address, trusting(authority.ca, authority.ca.issue_cert("client.example"))).HasField(
        "report"
    )
    for credentials in (trusting(authority.ca), trusting(authority.ca, early)):
        failed = failure(lambda credentials=credentials: call(server.address, credentials))
        assert failed.code is grpc.StatusCode.UNAVAILABLE
    replace(authority.roots, successor.cert_pem.bytes())
    assert call(server.address, trusting(authority.ca, early)).HasField("report")


@pytest.mark.parametrize("broken", ["mismatch", "garbage"])
def test_a_server_does_not_start_with_bad_certificates(
    start_server: Any, authority: Authority, broken: str
) -> None:
    other = authority.ca.issue_cert("localhost").private_key_pem.bytes()
    authority.key.write_bytes(other if broken == "mismatch" else b"no key")
    server = start_server("--address=localhost:0", "--workers=0", *authority.flags, wait=False)
    assert server.exit_code() == 1
    assert "do not fit together" in server.wait_for("cannot start")["reason"]


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    path = tmp_path / "tokens"
    path.write_text(f"# tokens of the day\n{OLD}\n\n{NEW}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def guarded(start_shared_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("shared") / "tokens"
    path.write_text(f"# tokens of the day\n{OLD}\n\n{NEW}\n", encoding="utf-8")
    return start_shared_server("--address=127.0.0.1:0", "--workers=0", f"--token-file={path}")


@pytest.fixture(scope="module")
def changing(start_shared_server: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """A server, and its token file, which tests change."""
    path = tmp_path_factory.mktemp("changing") / "tokens"
    path.write_text(f"{OLD}\n", encoding="utf-8")
    return start_shared_server("--address=127.0.0.1:0", "--workers=0", f"--token-file={path}"), path


def bearer(token: str) -> tuple[tuple[str, str], ...]:
    return (("authorization", f"Bearer {token}"),)


def score(server: Any, metadata: Any) -> Any:
    return server.stub().ScoreArticle(REQUEST, metadata=metadata)


@pytest.mark.parametrize(
    "metadata", [None, bearer(WRONG), bearer(""), bearer(OLD[:-1]), (("authorization", f"Basic {OLD}"),)]
)
def test_a_call_without_a_good_token_is_refused(guarded: Any, failure: Failing, metadata: Any) -> None:
    failed = failure(lambda: score(guarded, metadata))
    assert (failed.code, failed.reason) == (grpc.StatusCode.UNAUTHENTICATED, "TOKEN_REQUIRED")


def test_each_token_of_the_file_is_good(guarded: Any) -> None:
    for token in (OLD, NEW):
        assert score(guarded, bearer(token)).HasField("report")


def test_streams_reflection_and_health_need_a_token_too(guarded: Any, failure: Failing) -> None:
    def stream() -> Iterator[service_pb2.StreamScoreArticlesRequest]:
        yield service_pb2.StreamScoreArticlesRequest(article=REQUEST.article)

    with guarded.channel() as channel:
        health = health_pb2_grpc.HealthStub(channel)
        reflect = channel.stream_stream("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
        for make in (
            lambda: list(guarded.stub().StreamScoreArticles(stream())),
            lambda: health.Check(health_pb2.HealthCheckRequest()),
            lambda: list(reflect(iter([b""]))),
        ):
            assert failure(make).code is grpc.StatusCode.UNAUTHENTICATED


def test_health_can_be_left_open(start_server: Any, tokens: Path, failure: Failing) -> None:
    server = start_server("--address=127.0.0.1:0", "--workers=0", f"--token-file={tokens}", "--open-health")
    with server.channel() as channel:
        check = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
    assert check.status == health_pb2.HealthCheckResponse.SERVING
    assert failure(lambda: score(server, None)).code is grpc.StatusCode.UNAUTHENTICATED


def test_tokens_are_read_again_when_they_change(changing: tuple[Any, Path], failure: Failing) -> None:
    server, path = changing
    for good, gone in ((OLD, NEW), (NEW, OLD)):
        replace(path, f"{good}\n".encode())
        assert score(server, bearer(good)).HasField("report")
        assert failure(lambda gone=gone: score(server, bearer(gone))).code is grpc.StatusCode.UNAUTHENTICATED


def test_an_emptied_token_file_opens_nothing(changing: tuple[Any, Path], failure: Failing) -> None:
    server, path = changing
    replace(path, f"{OLD}\n".encode())
    assert score(server, bearer(OLD)).HasField("report")
    replace(path, b"\n")
    assert failure(lambda: score(server, None)).code is grpc.StatusCode.UNAUTHENTICATED
    assert failure(lambda: score(server, bearer(""))).code is grpc.StatusCode.UNAUTHENTICATED
    assert score(server, bearer(OLD)).HasField("report")
    assert server.wait_for("token file not read again")


def test_tokens_are_never_logged(start_server: Any, tokens: Path, failure: Failing) -> None:
    server = start_server(
        "--address=127.0.0.1:0", "--workers=0", f"--token-file={tokens}", "--log-level=debug"
    )
    assert score(server, bearer(OLD)).HasField("report")
    failure(lambda: score(server, bearer(WRONG)))
    assert server.stop() == 0
    log = "".join(server.lines)
    assert "UNAUTHENTICATED" in log
    assert not [token for token in (OLD, NEW, WRONG) if token in log]


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"short\n"])
def test_a_useless_token_file_is_an_error(start_server: Any, tokens: Path, content: bytes) -> None:
    tokens.write_bytes(content)
    server = start_server("--address=127.0.0.1:0", "--workers=0", f"--token-file={tokens}", wait=False)
    assert server.exit_code() == 1
    assert "token" in server.wait_for("cannot start")["reason"]


def test_an_expired_certificate_is_told(start_server: Any, authority: Authority, tmp_path: Path) -> None:
    expired = authority.ca.issue_cert("localhost", not_after=dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC))
    replace(authority.certificate, expired.cert_chain_pems[0].bytes())
    replace(authority.key, expired.private_key_pem.bytes())
    server = start_server(
        "--address=127.0.0.1:0", "--workers=0", "--metrics-address=127.0.0.1:0", *authority.flags
    )
    assert server.wait_for("certificate expired")["expires"] == "2020-01-02T03:04:05+00:00"
    assert server.metric("newsassay_certificate_expiry_seconds") == 1577934245


@pytest.mark.parametrize("scheme", ["bearer", "BEARER"])
def test_the_scheme_of_a_token_may_be_written_in_any_case(guarded: Any, scheme: str) -> None:
    assert score(guarded, (("authorization", f"{scheme} {OLD}"),)).HasField("report")
