"""Serving and calling gRPC: principal, deadline, errors, health, drain.

`server.GrpcServer` serves, `client.channel` calls, `process.run` ends on a signal, and inside of a call
`caller()` tells who asks.
"""

from tributary_kit.serving.caller import Caller, caller

__all__ = ["Caller", "caller"]
