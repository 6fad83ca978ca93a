"""Modules for Sociogram, written in Python.

    from typing import Annotated
    from sociogram import Example, Param, module, run

    @module("research.degree_share", summary="Shares of all ties", writes={"share": "number"},
            examples=[Example("A path", "a-b b-c", nodes="id,share\\na,0.25\\nb,0.5\\nc,0.25\\n")])
    def degree_share(network):
        "A node's degree divided by the sum of all degrees."
        return {"share": network.degrees / max(network.degrees.sum(), 1)}

    if __name__ == "__main__":
        run()

Import this package before any other: it keeps what libraries print out of the frames that a plug-in exchanges with
Sociogram.
"""

from ._channel import claim_if_plugin

claim_if_plugin()

# What follows is imported behind the guard on purpose.
from ._context import Context, Method  # noqa: E402
from ._errors import Cancelled, DeclarationError, StageError  # noqa: E402
from ._ledger import Ledger, Rejection  # noqa: E402
from ._manual import Column, Example, Module, Reads, module  # noqa: E402
from ._network import Columns, Network  # noqa: E402
from ._parameters import EdgeColumn, InputFile, NodeColumn, Param  # noqa: E402
from ._results import Described, Result, Table  # noqa: E402
from ._session import run  # noqa: E402
from ._version import __version__  # noqa: E402

__all__ = [
    "Cancelled", "Column", "Columns", "Context", "DeclarationError", "Described", "EdgeColumn", "Example",
    "InputFile", "Ledger", "Method", "Module", "Network", "NodeColumn", "Param", "Reads", "Rejection", "Result",
    "StageError", "Table", "__version__", "module", "run",
]
