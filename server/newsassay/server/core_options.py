"""What gRPC's core is told: its own limits out of the way of ours, and no memory for what nobody reads."""

from newsassay.server.settings import Settings

_CONNECTION_AGE_MS = 30 * 60 * 1000
# What a stream may send ahead of what is read from it. Left to itself, gRPC lets this grow with the bandwidth,
# to tens of megabytes per stream.
_STREAM_AHEAD_BYTES = 64 << 10
# What gRPC's core may queue before it is looked at: far more than honest callers send, and 215 MB of a flood, which
# is cut off.
_CORE_CALLS = 1 << 14
_NEVER_SECONDS = 24 * 60 * 60


def core_options(settings: Settings) -> list[tuple[str, int]]:
    """Names and values of what gRPC calls channel arguments."""
    limits = settings.limits
    return [
        # A second server on the same port is an error, not a silent share of the calls.
        ("grpc.so_reuseport", 0),
        ("grpc.max_receive_message_length", limits.incoming_bytes),
        ("grpc.max_send_message_length", limits.response_message_bytes),
        # Beyond these gRPC itself would refuse calls (https://github.com/grpc/grpc/pull/34782), as CANCELLED,
        # uncounted, and whoever they come from: accepting.py sees to it that no flood comes so far. What is refused
        # here is refused by admission; calls of one connection beyond its bound wait at the caller.
        ("grpc.server.max_pending_requests", _CORE_CALLS),
        ("grpc.server.max_pending_requests_hard_limit", _CORE_CALLS),
        # What waits longer to be taken over would end as CANCELLED, too: 30 s are soon over on a busy machine.
        ("grpc.server_max_unrequested_time_in_server", _NEVER_SECONDS),
        ("grpc.max_concurrent_streams", settings.max_connection_calls),
        # It counts streams that are over and not yet forgotten, and refuses honest callers, unseen.
        ("grpc.http.overload_protection", 0),
        ("grpc.max_allowed_incoming_connections", settings.max_connections),
        ("grpc.http2.bdp_probe", 0),
        ("grpc.http2.lookahead_bytes", _STREAM_AHEAD_BYTES),
        ("grpc.keepalive_time_ms", 60_000),
        ("grpc.keepalive_timeout_ms", 20_000),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.http2.min_ping_interval_without_data_ms", 30_000),
        # Clients that balance over DNS names resolve them again when a connection ends.
        ("grpc.max_connection_age_ms", _CONNECTION_AGE_MS),
        ("grpc.max_connection_age_grace_ms", int(settings.grace * 1000)),
    ]
