"""Does not account for a row."""

from wire import hello, network, read

hello()
request, _ = read()
network(request, ["a", "b"], [], ledger=[{"source": "f.txt", "unit": "rows", "read": 3, "kept": 1, "merged": 1}])
read()
