"""Calls a column of the edges the weight that is not there."""

from wire import hello, network, read

hello()
request, _ = read()
network(request, ["a", "b"], [(0, 1)], weight={"column": "w", "meaning": "strength"})
read()
