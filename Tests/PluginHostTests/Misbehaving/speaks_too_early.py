"""Answers before it is asked."""

from wire import encoded, read, sink

read()
hello = {"type": "hello", "protocol": 1, "name": "test", "version": "1"}
sink.write(encoded(hello) + encoded({"type": "cancelled", "id": 1}))
sink.flush()
read()
