"""Trains the score that tells copies from look-alikes.

    cargo evaluate training > pairs.jsonl
    python eval/scripts/train_pairs.py pairs.jsonl > data/dedup/pair-model.json

Prints to standard error the F1 of pairs at a probability of one half, cross-validated over families of copies.
"""

import json
import sys
import zlib

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

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


def main(path):
    with open(path, encoding="utf-8") as lines:
        names = json.loads(next(lines))["features"]
        pairs = [json.loads(line) for line in lines]
    values = numpy.array([pair["values"] for pair in pairs])
    same = numpy.array([pair["same"] for pair in pairs])
    sets = numpy.array([pair["set"] for pair in pairs])
    weights = numpy.array([WEIGHT[pair["set"]] for pair in pairs])
    family = [pair["set"].removesuffix("-small") + pair["group"].split("-")[0] for pair in pairs]
    groups = numpy.array([zlib.crc32(name.encode()) for name in family])

    found = numpy.zeros(len(pairs))
    for train, test in GroupKFold(5).split(values, same, groups):
        fitted = model(names).fit(values[train], same[train], sample_weight=weights[train])
        found[test] = fitted.predict_proba(values[test])[:, 1]
    for name in WEIGHT:
        of_set = sets == name
        score = f1_score(same[of_set], found[of_set] > 0.5)
        print(f"{name}: {of_set.sum()} pairs, {same[of_set].sum()} true, F1 {score:.4f}", file=sys.stderr)

    fitted = model(names).fit(values, same, sample_weight=weights)
    trees = [nodes(iteration[0]) for iteration in fitted._predictors]
    bias = round(float(fitted._baseline_prediction.ravel()[0]), 5)
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    print(f'{{"features":{json.dumps(names)},"bias":{bias},"trees":[\n{lines}\n]}}')


if __name__ == "__main__":
    main(sys.argv[1])
