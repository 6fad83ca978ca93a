"""Leaves out what hello must hold."""

from wire import read, send

read()
send({"type": "hello", "protocol": 1, "name": 5})
read()
