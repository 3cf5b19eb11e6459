"""The gate: extraction scores no worse than its best on the part of the corpus that the repository owns."""

from tests.quality import ratchet
from tests.quality.scoring import group_of, owned, score, sums


def test_no_score_fell_below_the_best() -> None:
    assert ratchet.fallen(ratchet.load(), sums(score(owned()), group_of)) == []
