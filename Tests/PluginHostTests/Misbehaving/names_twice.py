"""Sends two spellings of one id."""

from wire import hello, network, read

hello()
request, _ = read()
network(request, ["\u00e9", "e\u0301"], [])
read()
