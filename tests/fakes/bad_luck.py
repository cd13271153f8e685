"""The bringer of bad luck: stops the work at the n-th outside call, before or after its effect, as a power cut would."""

from collections.abc import Iterator
from typing import Any


class PowerCut(BaseException):
    """Not an `Exception`: no handler of ours runs when the lights go out."""


class Fate:
    """Counts outside calls over everything it watches and cuts at the chosen one."""

    def __init__(self, step: int = 0, after: bool = False) -> None:
        self.calls = 0
        self.names: list[str] = []
        self._step = step
        self._after = after

    def watch(self, seam: Any, name: str) -> Any:
        return _Watched(seam, self, name)

    def around(self, call: Any, name: str) -> Any:
        def cut(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            self.names.append(name)
            mine = self.calls == self._step
            if mine and not self._after:
                raise PowerCut(name)
            result = call(*args, **kwargs)
            if mine:
                raise PowerCut(name)
            return self._through(result, name) if isinstance(result, Iterator) else result

        return cut

    def _through(self, items: Iterator[Any], name: str) -> Iterator[Any]:
        """Each item of a stream is a call of its own."""
        for item in items:
            self.calls += 1
            self.names.append(f"{name}[]")
            mine = self.calls == self._step
            if mine and not self._after:
                raise PowerCut(name)
            yield item
            if mine:
                raise PowerCut(name)


class _Watched:
    def __init__(self, seam: Any, fate: Fate, name: str) -> None:
        self._seam = seam
        self._fate = fate
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._seam, attribute)
        return self._fate.around(found, f"{self._name}.{attribute}") if callable(found) else found
