"""A thread that listens to the host while a module runs, and the end that frames are sent by."""

from __future__ import annotations

import os
import queue
import signal
import threading
from contextlib import contextmanager
from types import FrameType
from typing import Any, Dict, Iterator, Mapping, Optional, Union

from ._errors import Cancelled, ProtocolError
from ._frames import Array, EndOfInput, Frame, read_frame, write_all, write_frame

#: A module that looks for cancelling has this long to tidy up, in seconds; then Python code is interrupted.
GRACE = 0.3
#: The host has gone: nobody waits for a run that lasts longer than this, in seconds.
ORPHANED = 1.0


class Sender:
    """Writes frames, one thread at a time."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()
        #: Whether the main thread is in the middle of a frame, which must not be torn.
        self.is_busy = False

    def send(self, header: Mapping[str, Any], arrays: Optional[Mapping[str, Array]] = None) -> None:
        is_main = threading.current_thread() is threading.main_thread()
        if is_main:
            self.is_busy = True
        try:
            with self._lock:
                write_frame(lambda view: write_all(self._descriptor, view), dict(header), arrays or {})
        finally:
            if is_main:
                self.is_busy = False


class Listener:
    """Reads all frames in a thread of its own: `cancel` is heard while a module runs."""

    def __init__(self, descriptor: int, sender: Sender) -> None:
        self._descriptor = descriptor
        self._sender = sender
        self._frames: "queue.SimpleQueue[Union[Frame, BaseException]]" = queue.SimpleQueue()
        # Each is set in one step, so that no lock is needed, which a signal could find taken.
        self._cancelled: Optional[int] = None
        self._running: Optional[int] = None
        self._is_orphaned = False
        self._can_interrupt = False

    def start(self) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, self._interrupted)
        threading.Thread(target=self._listen, name="sociogram", daemon=True).start()

    def next(self) -> Frame:
        """The next frame that is not `cancel`."""
        found = self._frames.get()
        if isinstance(found, BaseException):
            raise found
        return found

    def is_cancelled(self) -> bool:
        running = self._running
        return running is not None and (self._cancelled == running or self._is_orphaned)

    @contextmanager
    def running(self, number: int) -> Iterator[None]:
        """A run with this id goes on."""
        self._running = number
        try:
            yield
        finally:
            self._running = None

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Code of the module runs, which may be interrupted at any place."""
        self._can_interrupt = True
        try:
            yield
        finally:
            self._can_interrupt = False

    # In the listening thread

    def _listen(self) -> None:
        while True:
            try:
                frame = read_frame(self._descriptor)
            except BaseException as error:
                self._frames.put(ProtocolError(str(error)) if isinstance(error, OSError) else error)
                self._end(error)
                return
            if frame.type != "cancel":
                self._frames.put(frame)
                continue
            self._cancelled = frame.header.get("id")
            self._after(GRACE, self._interrupt)

    def _end(self, error: BaseException) -> None:
        self._is_orphaned = True
        if self._running is not None and isinstance(error, EndOfInput):
            self._interrupt()
            self._after(ORPHANED, lambda: os._exit(1))

    def _after(self, seconds: float, action: Any) -> None:
        timer = threading.Timer(seconds, action)
        timer.daemon = True
        timer.start()

    def _interrupt(self) -> None:
        """Asks the main thread to stop, again as long as it is in the middle of a frame."""
        if self.is_cancelled():
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            self._after(0.1, self._interrupt)

    # In the main thread, between any two steps of Python

    def _interrupted(self, number: int, frame: Optional[FrameType]) -> None:
        if self._sender.is_busy:
            return
        if not self.is_cancelled():
            raise KeyboardInterrupt
        if self._can_interrupt:
            # Once: what the module does to tidy up is left alone.
            self._can_interrupt = False
            raise Cancelled
