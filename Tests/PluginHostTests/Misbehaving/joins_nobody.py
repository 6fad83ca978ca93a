"""Sends an edge to a node that there is not."""

from wire import hello, network, read

hello()
request, _ = read()
network(request, ["a", "b"], [(0, 1), (1, 2)])
read()
