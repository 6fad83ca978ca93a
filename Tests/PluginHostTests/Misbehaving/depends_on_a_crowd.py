"""Says that it depends on more libraries than there can be."""

from wire import hello

hello(surroundings={f"library-{i}": "1" for i in range(20_000)})
