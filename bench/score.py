"""Counting: gold units against answers."""

from __future__ import annotations


def f1(hits_of_answers: int, answers: int, hits_of_gold: int, gold: int) -> float:
    """Answers that hit gold and gold that was hit -> F1 in percent, rounded to 2 places; 0 where there is nothing."""
    if not answers or not gold or not hits_of_answers:
        return 0.0
    precision, recall = hits_of_answers / answers, hits_of_gold / gold
    return round(200 * precision * recall / (precision + recall), 2)


def share(part: int, whole: int) -> float:
    """Part of a whole in percent, rounded to 2 places; 0 where there is nothing."""
    return round(100 * part / whole, 2) if whole else 0.0
