"""Sends a network where it has promised a column."""

from wire import answer, hello, read

hello()
request, _ = read()
answer(request, network={"nodes": 1, "edges": 0})
read()
