"""How the outside calls in: gRPC."""
