"""What did not go through by itself: single files and batches, how often, and when each is due again."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Trouble:
    """A thing that did not go through by itself: how often, and when it is due again."""

    times: int = 0
    due: float = 0.0


@dataclass(slots=True)
class Troubles:
    """Troubles of single files or batches, by their id. Lives in memory: after a start everything is due."""

    of: dict[str, Trouble] = field(default_factory=dict)

    def resting(self, now: float) -> set[str]:
        return {thing for thing, trouble in self.of.items() if trouble.due > now}

    def rest(self, thing: str, until: float) -> int:
        trouble = self.of.setdefault(thing, Trouble())
        trouble.times += 1
        trouble.due = until
        return trouble.times

    def times(self, thing: str) -> int:
        return self.of[thing].times if thing in self.of else 0

    def over(self, thing: str) -> None:
        self.of.pop(thing, None)

    def next_due(self, now: float) -> float | None:
        return min((trouble.due for trouble in self.of.values() if trouble.due > now), default=None)
