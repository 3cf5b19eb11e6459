"""Counts of what was found rightly, found wrongly and missed, and the scores they make."""

from dataclasses import dataclass


@dataclass
class Tally:
    """Counts; scores are 1 where there was nothing to find and nothing was found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        return self

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        return _share(self.right, self.wrong)

    @property
    def recall(self) -> float:
        """Of what there is, the share that was found."""
        return _share(self.right, self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, self.wrong + self.missed)

    @property
    def labelled(self) -> int:
        """How many there are to find."""
        return self.right + self.missed


def _share(right: int, other: int) -> float:
    return right / (right + other) if right + other else 1.0
