"""What both ends of a connection agree on. Keepalive must agree, or the server ends it for too many pings."""

MESSAGE_BYTES = 4 * 1024 * 1024
METADATA_BYTES = 16 * 1024

DEFAULT_DEADLINE_SECONDS = 10.0
# Clients look for new servers whenever a connection ends: so a new replica gets its share within a minute.
CONNECTION_AGE_SECONDS = 60
CONNECTION_GRACE_SECONDS = 30

_CLIENT_PING_MS = 60_000
_SERVER_PING_MS = 120_000
_PING_ANSWER_MS = 20_000
_LEAST_PING_MS = 30_000

Options = list[tuple[str, int | str]]

_BOTH: Options = [
    ("grpc.max_receive_message_length", MESSAGE_BYTES),
    ("grpc.max_send_message_length", MESSAGE_BYTES),
    ("grpc.max_metadata_size", METADATA_BYTES),
    ("grpc.absolute_max_metadata_size", 2 * METADATA_BYTES),
    ("grpc.keepalive_timeout_ms", _PING_ANSWER_MS),
]

SERVER: Options = [
    *_BOTH,
    ("grpc.keepalive_time_ms", _SERVER_PING_MS),
    ("grpc.http2.min_ping_interval_without_data_ms", _LEAST_PING_MS),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.max_connection_age_ms", CONNECTION_AGE_SECONDS * 1000),
    ("grpc.max_connection_age_grace_ms", CONNECTION_GRACE_SECONDS * 1000),
    # Two processes on one port would share its calls at random; the second shall fail instead.
    ("grpc.so_reuseport", 0),
]

CLIENT: Options = [
    *_BOTH,
    ("grpc.keepalive_time_ms", _CLIENT_PING_MS),
    ("grpc.keepalive_permit_without_calls", 0),
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 1_000),
    ("grpc.max_reconnect_backoff_ms", 5_000),
    ("grpc.dns_min_time_between_resolutions_ms", 1_000),
]
