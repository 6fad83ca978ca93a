"""Describes itself."""

from wire import hello, read, send

hello(surroundings={"python": "3", "numpy": "2.1.0"})
while True:
    message, _ = read()
    assert message == {"type": "describe"}
    writes = [{"kind": "node_column", "name": "x", "type": "number", "unknown": [1]}]
    module = {"name": "test.one", "summary": "Makes a column", "writes": writes}
    send({"type": "manuals", "modules": [module]})
