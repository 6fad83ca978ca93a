"""Shared random generators, which start alike in every run."""

from __future__ import annotations

import random
import sys
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, Optional, Sequence

import numpy as np

_NUMPY = "numpy.random"


def seed_shared(seed: int) -> None:
    """Makes libraries that draw from shared generators repeatable, and independent of earlier runs."""
    random.seed(seed)
    _later.seed = seed % 2**32
    if _NUMPY in sys.modules:
        np.random.seed(_later.seed)
    elif _later not in sys.meta_path:
        sys.meta_path.insert(0, _later)


class _Later:
    """Seeds numpy's generator when something loads it, which takes longer than many a run needs."""

    seed = 0

    def find_spec(
        self, name: str, path: Optional[Sequence[str]] = None, target: Optional[ModuleType] = None
    ) -> Optional[ModuleSpec]:
        if name != _NUMPY:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            self._seed_after(spec.loader)
        return spec

    def _seed_after(self, loader: Any) -> None:
        load = loader.exec_module

        def exec_module(module: Any) -> None:
            load(module)
            module.seed(self.seed)

        loader.exec_module = exec_module


_later = _Later()
