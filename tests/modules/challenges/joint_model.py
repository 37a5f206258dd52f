"""What ought to be true of a joint challenge, written apart from the code that makes it so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

CITIES = range(4)
LIVE = ("lead", "accepted")
TIME_TO_ANSWER, OPEN = timedelta(days=14), timedelta(days=30)


@dataclass
class Part:
    state: str
    answer_by: timedelta | None = None
    contact: str = ""


@dataclass
class Pending:
    proposer: int
    approved: set[int]
    target: int | None = None
    invites: bool = False
    answer_by: timedelta | None = None


@dataclass
class Model:
    """What ought to be. Times count from the beginning of the example."""

    now: timedelta = timedelta(0)
    closes: timedelta = OPEN
    published: bool = False
    parts: dict[int, Part] = field(default_factory=lambda: {0: Part("lead")})
    pending: dict[str, Pending] = field(default_factory=dict)
    notices: int = 0
    title: str = ""

    @property
    def lead(self) -> int:
        return next(c for c, part in self.parts.items() if part.state == "lead")

    @property
    def live(self) -> set[int]:
        return {c for c, part in self.parts.items() if part.state in LIVE}

    @property
    def joinable(self) -> bool:
        return not self.published or self.now < self.closes

    def state(self, c: int) -> str:
        return self.parts[c].state if c in self.parts else ""

    def waits(self, c: int, state: str) -> bool:
        part = self.parts.get(c)
        return part is not None and part.state == state and not self.lapsed(c)

    def lapsed(self, c: int) -> bool:
        answer_by = self.parts[c].answer_by
        return answer_by is not None and answer_by <= self.now

    def free(self, c: int) -> bool:
        return c not in self.live and not self.waits(c, "invited") and not self.waits(c, "asked")

    @property
    def readers(self) -> set[int]:
        return self.live | {c for c in CITIES if self.waits(c, "invited")}

    def told(self) -> None:
        self.notices += self.published

    def join(self, c: int) -> None:
        self.parts[c].state, self.parts[c].answer_by = "accepted", None
        self.pending.clear()
        self.told()

    def may_execute(self, kind: str, act: Pending) -> bool:
        if kind == "publish":
            return self.now < self.closes
        if kind != "admit":
            return True
        assert act.target is not None
        if not self.joinable:
            return False
        if self.state(act.target) == "asked":
            return not self.lapsed(act.target)
        if not act.invites or act.answer_by is None:
            return False
        return self.free(act.target) and self.now < act.answer_by

    def execute(self, kind: str, act: Pending) -> None:
        self.pending.clear()
        if kind == "publish":
            assert act.approved == self.live
            self.published = True
        if kind == "admit" and act.target is not None:
            if self.state(act.target) == "asked":
                self.join(act.target)
            else:
                self.parts[act.target] = Part("invited", act.answer_by)
        if kind == "hand_over" and act.target is not None:
            self.parts[self.lead].state = "accepted"
            self.parts[act.target].state = "lead"
            self.told()

    def propose(self, kind: str, act: Pending) -> bool:
        """Whether it may be proposed; a single city carries it out at once."""
        if kind in self.pending or (self.live == {act.proposer} and not self.may_execute(kind, act)):
            return False
        if self.live == {act.proposer}:
            self.execute(kind, act)
        else:
            self.pending[kind] = act
        return True
