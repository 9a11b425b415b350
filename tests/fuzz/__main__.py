"""Send made-up inputs through a real server, and check every reply.

    python tests/fuzz --inputs 200000 --seed 1

The same seed sends the same inputs. A finding is printed with its seed; exit code 1 if there is one.
"""

import argparse
import collections
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from random import Random

import grpc
from checks import check
from inputs import damaged, item

from newsassay.server.embedded import embedded_server
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

_ROUND = 500
_DAMAGED = 60
_UNARY = "/newsassay.v1.CredibilityService/ScoreArticle"
_BATCH = "/newsassay.v1.CredibilityService/BatchScoreArticles"
_STREAM = "/newsassay.v1.CredibilityService/StreamScoreArticles"


class Fuzzer:
    """One run: counts of what came back, and what was wrong."""

    def __init__(self, channel: grpc.Channel) -> None:
        self.channel = channel
        self.stub = service_grpc.CredibilityServiceStub(channel)
        self.codes: collections.Counter[str] = collections.Counter()
        self.findings: list[str] = []

    def round(self, seed: int) -> int:
        """Send the inputs of one seed; return how many they were."""
        draw = Random(seed)
        items = [item(draw, str(number)) for number in range(_ROUND)]
        self._stream(seed, items)
        self._batch(seed, items[: 1 + int(draw.random() * 40)])
        requests = [
            service_pb2.ScoreArticleRequest(article=one.article, options=one.options)
            for one in items[:_DAMAGED]
        ]
        self._raw(seed, [damaged(draw, request.SerializeToString()) for request in requests])
        self._raw_stream(seed, [damaged(draw, one.SerializeToString()) for one in items[:_DAMAGED]])
        return _ROUND + 1 + 3 * _DAMAGED

    def _found(self, seed: int, what: str) -> None:
        self.findings.append(f"seed {seed}: {what}")

    def _stream(self, seed: int, items: list[service_pb2.StreamScoreArticlesRequest]) -> None:
        waiting = {request.request_id: request for request in items}
        for reply in self.stub.StreamScoreArticles(iter(items)):
            request = waiting.pop(reply.request_id, None)
            wrong = "answered twice" if request is None else check(request, reply)
            if wrong:
                self._found(seed, f"item {reply.request_id}: {wrong}")
            self.codes[f"item {reply.status.code}"] += 1
        if waiting:
            self._found(seed, f"{len(waiting)} items without an answer")

    def _batch(self, seed: int, items: list[service_pb2.StreamScoreArticlesRequest]) -> None:
        request = service_pb2.BatchScoreArticlesRequest(articles=[one.article for one in items])
        response = self.stub.BatchScoreArticles(request)
        if len(response.results) != len(items):
            self._found(seed, "a batch of another length")
        for one, result in zip(items, response.results, strict=False):
            plain = service_pb2.StreamScoreArticlesRequest(article=one.article)
            kind = result.WhichOneof("result")
            reply = service_pb2.StreamScoreArticlesResponse(**{kind: getattr(result, kind)})
            wrong = check(plain, reply)
            if wrong:
                self._found(seed, f"in a batch: {wrong}")
        self.codes["batch 0"] += 1

    def _raw(self, seed: int, messages: list[bytes]) -> None:
        """Bytes that may be no message: an answer, or INVALID_ARGUMENT."""
        calls = [
            self.channel.unary_unary(method).future(data) for data in messages for method in (_UNARY, _BATCH)
        ]
        for call in calls:
            self.codes[f"raw {call.code().value[0]}"] += 1
            if call.code() not in {grpc.StatusCode.OK, grpc.StatusCode.INVALID_ARGUMENT}:
                self._found(seed, f"raw message: {call.code().name} {call.details()}")

    def _raw_stream(self, seed: int, messages: list[bytes]) -> None:
        """Bytes that may be no item: as many answers, and a stream that goes on."""
        replies = list(self.channel.stream_stream(_STREAM)(iter(messages)))
        if len(replies) != len(messages):
            self._found(seed, f"{len(messages)} raw items, {len(replies)} answers")
        for reply in replies:
            code = service_pb2.StreamScoreArticlesResponse.FromString(reply).status.code
            self.codes[f"raw item {code}"] += 1
            if code not in {0, grpc.StatusCode.INVALID_ARGUMENT.value[0]}:
                self._found(seed, f"raw item: status {code}")


def _seeds(seed: int) -> Iterator[int]:
    """The seeds of all rounds of a run."""
    number = 0
    while True:
        yield seed * 1_000_000 + number
        number += 1


def main() -> int:
    """Run; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--server", help="address of a running server; default: one of its own")
    arguments = parser.parse_args()
    start = time.perf_counter()
    sent = 0
    serving = nullcontext(arguments.server) if arguments.server else embedded_server(arguments.workers)
    with serving as target:
        options = [("grpc.max_receive_message_length", -1), ("grpc.enable_retries", 0)]
        with grpc.insecure_channel(target, options=options) as channel:
            fuzzer = Fuzzer(channel)
            with suppress(KeyboardInterrupt):  # what was found until then is told
                for seed in _seeds(arguments.seed):
                    if sent >= arguments.inputs or fuzzer.findings:
                        break
                    try:
                        sent += fuzzer.round(seed)
                    except grpc.RpcError as error:
                        fuzzer.findings.append(f"seed {seed}: {error}")
                    if sys.stderr.isatty():
                        print(f"\r{sent} inputs", end="", file=sys.stderr)
    print(f"{sent} inputs in {time.perf_counter() - start:.0f} s: {dict(sorted(fuzzer.codes.items()))}")
    for finding in fuzzer.findings:
        print(finding)
    return 1 if fuzzer.findings else 0


if __name__ == "__main__":
    sys.exit(main())
