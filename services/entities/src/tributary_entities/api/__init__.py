"""How the outside calls in: gRPC, and messages from the bus."""
