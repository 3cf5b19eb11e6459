"""The ports, made of real things. Only the composition root names them."""
