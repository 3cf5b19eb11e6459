"""Serving and calling gRPC: principal, deadline, errors, health, drain.

`server.GrpcServer` serves, `client.channel` calls, `process.run` ends on a signal, and inside of a call
`caller()` tells who asks.
"""

import os

from tributary_kit.serving.caller import Caller, caller

# Read when gRPC is imported. Processes that we start use no gRPC of ours, and a fork while calls are under
# way would only make it complain on stderr.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")

__all__ = ["Caller", "caller"]
