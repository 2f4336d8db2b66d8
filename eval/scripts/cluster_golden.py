"""Writes tests/reference/clusters.jsonl: labelings and what scikit-learn says of them.

    python -m venv VENV && VENV/bin/pip install -r eval/scripts/requirements.txt
    VENV/bin/python eval/scripts/cluster_golden.py [COUNT] > tests/reference/clusters.jsonl

COUNT is the number of random labelings, 1000; the edge cases come before them.
Pairwise and B-cubed scores are counted here item by item, straight from their definitions. A share of nothing is 1.
"""

import json
import random
import sys

from sklearn import metrics

EDGES = [
    ([], []),
    ([0], [3]),
    ([0, 0], [1, 1]),
    ([0, 1], [1, 1]),
    ([0, 0], [1, 2]),
    ([0, 1], [1, 2]),
    ([0] * 9, [0] * 9),
    ([0] * 9, list(range(9))),
    (list(range(9)), [0] * 9),
    (list(range(9)), list(range(9))[::-1]),
    ([0, 0, 1, 1], [0, 1, 0, 1]),
    ([0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1]),
]


def labeling(rng):
    """Draws two labelings: independent, or one a noisy copy of the other; sizes and numbers of labels vary widely."""
    n = rng.choice([2, 3, 5, 10, 20, 40, 80])
    gold = [rng.randrange(rng.choice([1, 2, 3, n, 2 * n])) for _ in range(n)]
    if rng.random() < 0.5:
        k = rng.choice([1, 2, 3, n, 2 * n])
        return gold, [rng.randrange(k) for _ in range(n)]
    noise = rng.choice([0.0, 0.05, 0.2, 0.5])
    return gold, [rng.randrange(n) if rng.random() < noise else label + 7 for label in gold]


def ratio(part, whole):
    return part / whole if whole else 1.0


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def pairwise(gold, predicted):
    both = found = relevant = 0
    for i in range(len(gold)):
        for j in range(i):
            same, said = gold[i] == gold[j], predicted[i] == predicted[j]
            relevant, found, both = relevant + same, found + said, both + (same and said)
    p, r = ratio(both, found), ratio(both, relevant)
    return [p, r, f1(p, r)]


def b_cubed(gold, predicted):
    n = len(gold)
    if not n:
        return [1.0, 1.0, 1.0]
    p = r = 0.0
    for i in range(n):
        cluster = {j for j in range(n) if predicted[j] == predicted[i]}
        klass = {j for j in range(n) if gold[j] == gold[i]}
        p += len(cluster & klass) / len(cluster)
        r += len(cluster & klass) / len(klass)
    return [p / n, r / n, f1(p / n, r / n)]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rng = random.Random(1987)
    cases = EDGES + [labeling(rng) for _ in range(count)]
    for gold, predicted in cases:
        h, c, v = metrics.homogeneity_completeness_v_measure(gold, predicted)
        print(json.dumps({
            "gold": gold,
            "predicted": predicted,
            "pairwise": pairwise(gold, predicted),
            "b_cubed": b_cubed(gold, predicted),
            "ari": float(metrics.adjusted_rand_score(gold, predicted)),
            "nmi": float(metrics.normalized_mutual_info_score(gold, predicted)),
            "homogeneity": float(h),
            "completeness": float(c),
            "v_measure": float(v),
        }, separators=(",", ":")))


if __name__ == "__main__":
    main()
