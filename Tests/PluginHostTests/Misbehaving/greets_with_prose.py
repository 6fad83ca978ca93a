"""Prints before anything is asked."""

print("Loading model ...", flush=True)
from wire import hello

hello()
