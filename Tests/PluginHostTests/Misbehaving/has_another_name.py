"""Is another plug-in than the one that was added."""

from wire import hello, read

hello(name="other")
read()
