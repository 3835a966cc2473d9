"""A server on the loopback that misbehaves on purpose: real sockets, real threads."""
