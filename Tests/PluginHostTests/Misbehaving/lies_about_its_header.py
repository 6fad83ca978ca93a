"""Announces a header of 4 GiB."""

from wire import hello, read, sink

hello()
read()
sink.write(b"SGP1" + b"\xff" * 4)
sink.flush()
read()
