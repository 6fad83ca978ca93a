"""Fails by a mistake of its own."""

from wire import hello, read, send

hello()
request, _ = read()
trace = 'Traceback:\n  File "plugin.py", line 3\nKeyError: 7'
send({"type": "error", "id": request["id"], "code": "defect", "message": "KeyError: 7", "trace": trace})
read()
