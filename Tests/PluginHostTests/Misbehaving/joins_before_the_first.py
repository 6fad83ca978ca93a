"""Sends an edge from a node before the first."""

from wire import hello, network, read

hello()
request, _ = read()
network(request, ["a", "b"], [(-1, 1)])
read()
