"""Trains the score that tells copies from look-alikes.

    cargo evaluate training > pairs.jsonl
    python eval/scripts/train_pairs.py pairs.jsonl > data/dedup/pair-model.json

Prints to standard error, cross-validated over families of copies: the F1 of pairs at a probability of one half, and the F1
of the clusters of the planted set at several thresholds. A pair is scored by models that were trained without any pair of
either side's family; the clusters are those of average linkage over all pairs so scored.
"""

import collections
import heapq
import json
import re
import sys
import zlib

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import f1_score

FOLDS = 5
# What a growing feature says of a copy: 1 for, -1 against, 0 either.
DIRECTION = {
    "cosine": 1,
    "containment": 1,
    "aligned": 1,
    "names": 1,
    "figures": 1,
    "headline": 1,
    "headline_held": 1,
    "name_swaps": -1,
    "figure_swaps": -1,
}
# The weight of a pair by its set: the small ones would not be heard.
WEIGHT = {"planted": 1.0, "planted-small": 0.7, "reuters-briefs": 4.0, "sample": 6.0}
THRESHOLDS = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]


def model(names):
    return HistGradientBoostingClassifier(
        max_iter=150,
        max_depth=4,
        learning_rate=0.1,
        min_samples_leaf=20,
        l2_regularization=1.0,
        monotonic_cst=[DIRECTION.get(name, 0) for name in names],
        early_stopping=False,
        random_state=0,
    )


def nodes(tree):
    return [
        round(float(n["value"]), 5)
        if n["is_leaf"]
        else [int(n["feature_idx"]), round(float(n["num_threshold"]), 6), int(n["left"]), int(n["right"])]
        for n in tree.nodes
    ]


def fold(group):
    """The fold of a cluster: clusters that are made of one story are of one family."""
    return zlib.crc32(re.sub(r"^\D+", "", group).encode() or group.encode()) % FOLDS


def linkage(n, edges, threshold):
    """Average linkage on a sparse graph, absent pairs counting 0; gives the label of each vertex."""
    parent = list(range(n))
    size = [1] * n
    near = [dict() for _ in range(n)]
    for (a, b), score in edges.items():
        near[a][b] = near[b][a] = score
    heap = [(-score, a, b) for (a, b), score in edges.items() if score >= threshold]
    heapq.heapify(heap)
    alive = [True] * n
    while heap:
        key, a, b = heapq.heappop(heap)
        if not (alive[a] and alive[b]) or b not in near[a]:
            continue
        mean = near[a][b] / (size[a] * size[b])
        if mean < threshold:
            continue
        if -mean > key + 1e-12:
            heapq.heappush(heap, (-mean, a, b))
            continue
        if len(near[a]) < len(near[b]):
            a, b = b, a
        alive[b] = False
        parent[b] = a
        size[a] += size[b]
        del near[a][b]
        for other, total in near[b].items():
            if other == a:
                continue
            del near[other][b]
            near[a][other] = near[other][a] = near[a].get(other, 0.0) + total
            grown = near[a][other] / (size[a] * size[other])
            if grown >= threshold:
                heapq.heappush(heap, (-grown, a, other))
        near[b] = {}
    labels = list(range(n))
    for vertex in range(n):
        top = vertex
        while parent[top] != top:
            top = parent[top]
        labels[vertex] = top
    return labels


def pairwise(gold, found):
    count = lambda labels: sum(c * (c - 1) // 2 for c in collections.Counter(labels).values())
    both, of_found, of_gold = count(zip(gold, found)), count(found), count(gold)
    precision, recall = both / max(of_found, 1), both / max(of_gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main(path):
    with open(path, encoding="utf-8") as lines:
        names = json.loads(next(lines))["features"]
        rows = [json.loads(line) for line in lines]
    articles = [row for row in rows if "class" in row and row["cluster"]]
    pairs = [row for row in rows if "values" in row]
    values = numpy.array([pair["values"] for pair in pairs])
    same = numpy.array([pair["same"] for pair in pairs])
    sets = numpy.array([pair["set"] for pair in pairs])
    weights = numpy.array([WEIGHT[pair["set"]] for pair in pairs])
    sides = numpy.array([[fold(pair["group"]), fold(pair["other"])] for pair in pairs])

    found = numpy.zeros(len(pairs))
    for own in range(FOLDS):
        touches = (sides == own).any(axis=1)
        fitted = model(names).fit(values[~touches], same[~touches], sample_weight=weights[~touches])
        share = (sides[touches] == own).sum(axis=1) / 2
        found[touches] += share * fitted.predict_proba(values[touches])[:, 1]
    for name in WEIGHT:
        of_set = sets == name
        score = f1_score(same[of_set], found[of_set] > 0.5)
        print(f"{name}: {of_set.sum()} pairs, {same[of_set].sum()} true, F1 {score:.4f}", file=sys.stderr)

    class_of = {article["id"]: article["class"] for article in articles}
    n = max(class_of.values()) + 1
    edges = {}
    for pair, score in zip(pairs, found):
        if pair["set"] == "planted":
            a, b = sorted((class_of[pair["a"]], class_of[pair["b"]]))
            edges[a, b] = score
    gold = [article["cluster"] for article in articles]
    for threshold in THRESHOLDS:
        labels = linkage(n, edges, threshold)
        scores = pairwise(gold, [labels[article["class"]] for article in articles])
        print("clusters of planted at {}: P {:.4f} R {:.4f} F1 {:.4f}".format(threshold, *scores), file=sys.stderr)

    fitted = model(names).fit(values, same, sample_weight=weights)
    trees = [nodes(iteration[0]) for iteration in fitted._predictors]
    bias = round(float(fitted._baseline_prediction.ravel()[0]), 5)
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    print(f'{{"features":{json.dumps(names)},"bias":{bias},"trees":[\n{lines}\n]}}')


if __name__ == "__main__":
    main(sys.argv[1])
