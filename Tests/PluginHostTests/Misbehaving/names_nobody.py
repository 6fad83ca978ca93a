"""Sends an empty id."""

from wire import hello, network, read

hello()
request, _ = read()
network(request, ["", "b"], [])
read()
