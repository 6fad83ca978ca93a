"""The conversation with the host."""

from __future__ import annotations

import os
import re
import sys
import traceback
from pathlib import Path
from typing import Any, Dict, Optional, Sequence, Tuple

import numpy as np

from . import _channel
from ._context import Context
from ._errors import Cancelled, ProtocolError, StageError
from ._frames import Array, EndOfInput, Frame
from ._listening import Listener, Sender
from ._manual import Module, registered
from ._received import received_network
from ._results import ResultError, encode_result, told_methods
from ._version import __version__

PROTOCOL = 1
#: Told to the shell when the host does not speak the protocol; EX_PROTOCOL of sysexits.h.
_BROKEN = 76
_HERE = os.path.dirname(__file__)


def run(*, libraries: Sequence[str] = (), name: Optional[str] = None, version: Optional[str] = None) -> None:
    """Answers Sociogram until it has no more to ask; the last line of a plug-in.

    - `libraries`: distributions that the results depend on, as written in requirements.txt: their versions are told
      in manifests, and results kept by Sociogram are made anew with others.
    - `name`, `version`: of the plug-in, when they are not those of `plugin.yaml`.
    """
    if sys.stdin is not None and sys.stdin.isatty() and _channel.is_free():
        _explain()
    frames_in, frames_out = _channel.claim()
    status = Session(Sender(frames_out), frames_in, libraries, name, version).serve()
    if status:
        sys.exit(status)


def _explain() -> None:
    names = "\n".join(f"  {module.name}: {module.summary}" for module in registered())
    print(f"This is a plug-in of Sociogram with the modules\n{names}\nTry: sociogram plugins test .", file=sys.stderr)
    sys.exit(64)


class Session:
    def __init__(
        self, sender: Sender, frames_in: int, libraries: Sequence[str], name: Optional[str], version: Optional[str]
    ) -> None:
        self._sender = sender
        self._listener = Listener(frames_in, sender)
        self._modules: Dict[str, Module] = {module.name: module for module in registered()}
        self._libraries = libraries
        self._identity = (name, version)

    def serve(self) -> int:
        """Answers until the host closes its end; the status of the process."""
        self._listener.start()
        try:
            self._hello(self._listener.next())
            while True:
                self._answer(self._listener.next())
        except (EndOfInput, BrokenPipeError):
            return 0
        except StageError as error:
            self._sender.send(_told(error))
            return 1
        except ProtocolError as error:
            self._sender.send({"type": "error", "code": "broken-protocol", "message": str(error)})
            return _BROKEN

    # What is asked

    def _hello(self, frame: Frame) -> None:
        if frame.type != "hello":
            raise ProtocolError(f"the first frame is 'hello', not '{frame.type}'")
        spoken = frame.header.get("protocols")
        if not isinstance(spoken, list) or PROTOCOL not in spoken:
            raise StageError(
                "unknown-protocol", f"this plug-in speaks version {PROTOCOL} of the protocol, not {spoken}",
                help="install a newer sociogram-sdk",
            )
        name, version = self._identity
        told = frame.header.get("plugin")
        described = told if isinstance(told, dict) else read_description(Path("plugin.yaml"))
        self._sender.send({
            "type": "hello", "protocol": PROTOCOL, "name": name or described.get("name", ""),
            "version": version or described.get("version", ""), "surroundings": surroundings(self._libraries),
        })

    def _answer(self, frame: Frame) -> None:
        if frame.type == "describe":
            manuals = [module.as_json() for module in self._modules.values()]
            self._sender.send({"type": "manuals", "modules": manuals})
            _keep_compiled()
        elif frame.type == "run":
            number = frame.header.get("id")
            if type(number) is not int:
                raise ProtocolError(f"a run has a whole number as its id, not {number!r:.50}")
            header, arrays = self._run(frame, number)
            # Nobody waits for the arrays that were read.
            frame.arrays.clear()
            try:
                self._sender.send({**header, "id": number}, arrays)
            except (TypeError, ValueError) as error:
                # Such as a title that is no text: nothing has been written yet.
                self._sender.send({**_defect(error), "id": number})
        else:
            raise ProtocolError(f"a frame has an unknown type '{frame.type}'")

    # A run

    def _run(self, frame: Frame, number: int) -> Tuple[Dict[str, Any], Dict[str, Array]]:
        try:
            with self._listener.running(number):
                return self._result(frame, number)
        except Cancelled:
            return {"type": "cancelled"}, {}
        except ProtocolError:
            raise
        except StageError as error:
            return _told(error), {}
        except MemoryError:
            return _told(StageError("out-of-memory", "there is not enough memory")), {}
        except BaseException as error:
            return _defect(error), {}

    def _result(self, frame: Frame, number: int) -> Tuple[Dict[str, Any], Dict[str, Array]]:
        header = frame.header
        module = self._modules.get(str(header.get("module")))
        if module is None:
            raise StageError("unknown-module", f"the plug-in has no module '{header.get('module')}'")
        parameters = header.get("parameters", {})
        if not isinstance(parameters, dict):
            raise ProtocolError("'parameters' is not an object")
        arguments = module.signature.arguments(parameters)
        network = None
        if module.signature.network:
            if "network" not in header:
                raise ProtocolError(f"{module.name} reads a network, and is given none")
            network = arguments[module.signature.network] = received_network(frame)
        context = self._context(header, number, module)
        if module.signature.context:
            arguments[module.signature.context] = context
        context.seed_global_generators()
        with self._listener.interruptible():
            value = module.function(**arguments)
        context.check()
        counts = (len(network), network.edge_count) if network is not None else (0, 0)
        answer, arrays = encode_result(module, value, *counts)
        answer["methods"] = told_methods(module, context.methods)
        return {"type": "result", **answer}, arrays

    def _context(self, header: Dict[str, Any], number: int, module: Module) -> Context:
        seed = header.get("seed")
        # Sent empty to those that have not asked.
        title = header.get("title") if "title" in module.uses else None
        try:
            parsed = None if seed is None else int(seed)
        except (TypeError, ValueError):
            raise ProtocolError(f"'seed' is a text of a whole number, not {seed!r:.50}") from None
        return Context(
            stage=str(header.get("stage", "")), seed=parsed, title=None if title is None else str(title),
            threads=int(header.get("threads", 1)), folder=Path(str(header.get("folder", "."))),
            tell=lambda message: self._sender.send({**message, "id": number}),
            is_cancelled=self._listener.is_cancelled,
        )


def _keep_compiled() -> None:
    """Compiles the SDK where Sociogram keeps it, for the starts to come: plug-ins write no bytecode by themselves,
    lest they change the folder that they were added from."""
    kept = os.environ.get("SOCIOGRAM_SDK")
    if kept and os.path.dirname(_HERE) == os.path.join(kept, "python") and not os.path.exists(__spec__.cached):
        import compileall

        compileall.compile_dir(_HERE, quiet=2)


def _told(error: StageError) -> Dict[str, Any]:
    said = {"type": "error", "code": error.code, "message": error.message}
    for key, value in (("parameter", error.parameter), ("help", error.help)):
        if value is not None:
            said[key] = value
    return said


def _defect(error: BaseException) -> Dict[str, Any]:
    """What is wrong with the plug-in itself, from the line where its own code begins."""
    own = error.__traceback__
    while own is not None and own.tb_frame.f_code.co_filename.startswith(_HERE):
        own = own.tb_next
    trace = "".join(traceback.format_exception(type(error), error, own or error.__traceback__))
    named = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    message = str(error) if isinstance(error, ResultError) else named
    return {"type": "error", "code": "defect", "message": message, "trace": trace}


def surroundings(libraries: Sequence[str]) -> Dict[str, str]:
    """What else the results depend on."""
    found = {"python": sys.version.split()[0], "numpy": np.__version__, "sociogram-sdk": __version__}
    if libraries:
        # Takes long to load.
        from importlib import metadata
    for library in libraries:
        try:
            found[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            raise StageError(
                "missing-library", f"the library '{library}' is not installed",
                help=f"write '{library}' into requirements.txt of the plug-in, and add the plug-in anew",
            ) from None
    return found


def read_description(path: Path) -> Dict[str, str]:
    """Name and version in `plugin.yaml`, for hosts that do not tell them: plain values of their own lines."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    found: Dict[str, str] = {}
    for line in lines:
        match = re.fullmatch(r"(name|version):\s+(?:\"([^\"]*)\"|'([^']*)'|([^#\"'\s][^#]*?))\s*(?:#.*)?", line)
        if match:
            found[match[1]] = next(value for value in match.groups()[1:] if value is not None)
    return found
