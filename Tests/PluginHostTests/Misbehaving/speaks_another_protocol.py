"""Comes from the future."""

from wire import hello, read

hello(protocol=2)
read()
