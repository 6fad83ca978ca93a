"""Was added with other versions of its libraries."""

from wire import hello, read

hello(surroundings={"numpy": "2.0.0"})
read()
