"""Tells that it cannot be used."""

from wire import read, send

read()
send({"type": "error", "code": "no-licence", "message": "the licence has run out", "help": "renew it"})
read()
