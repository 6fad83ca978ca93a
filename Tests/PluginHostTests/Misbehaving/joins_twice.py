"""Sends an edge twice, once from each side."""

from wire import hello, network, read

hello()
request, _ = read()
network(request, ["a", "b"], [(0, 1), (1, 0)])
read()
