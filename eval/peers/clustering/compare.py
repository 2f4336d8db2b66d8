"""Scores the same labelings with wiredesk and scikit-learn in one run, compares every figure, and prints a table.

    python compare.py [--labelings N] [--items N] [--wiredesk PROGRAM] [--json]

The labelings are random, with a fixed seed: two to eighty items, from one label for all to one for each. Pairwise and B-cubed scores, which
scikit-learn lacks, are counted here as they are defined, item by item and pair by pair. The time is that of scoring one large labeling of --items
items, a whole process each.
"""

import argparse
import json
import os
import pathlib
import platform
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent.parent
sys.path.insert(0, str(PROJECT / "eval/scripts"))

import cluster_golden  # noqa: E402

TOLERANCE = 1e-12
SKLEARN = """
import json, sys
from sklearn import metrics
labels = [[json.loads(line)["label"] for line in open(path)] for path in sys.argv[1:3]]
metrics.adjusted_rand_score(*labels), metrics.normalized_mutual_info_score(*labels), metrics.homogeneity_completeness_v_measure(*labels)
"""


def write(directory, gold, predicted):
    paths = []
    for name, labels in (("gold", gold), ("predicted", predicted)):
        path = directory / f"{name}.jsonl"
        path.write_text("".join(f'{{"id":{i},"label":{label}}}\n' for i, label in enumerate(labels)))
        paths.append(str(path))
    return paths


def expected(gold, predicted):
    from sklearn import metrics

    homogeneity, completeness, v_measure = metrics.homogeneity_completeness_v_measure(gold, predicted)
    return [
        *cluster_golden.pairwise(gold, predicted),
        *cluster_golden.b_cubed(gold, predicted),
        metrics.adjusted_rand_score(gold, predicted),
        metrics.normalized_mutual_info_score(gold, predicted),
        homogeneity,
        completeness,
        v_measure,
    ]


def timed(command):
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed with status {status}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--labelings", type=int, default=1000)
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--wiredesk", default=str(PROJECT / "target/release/wiredesk"))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rng = random.Random(2026)
    worst = 0.0
    with tempfile.TemporaryDirectory() as directory:
        directory = pathlib.Path(directory)
        for _ in range(args.labelings):
            gold, predicted = cluster_golden.labeling(rng)
            command = [args.wiredesk, "eval", "clusters", *write(directory, gold, predicted), "--json"]
            printed = subprocess.run(command, check=True, capture_output=True).stdout
            ours = [row["value"] for row in json.loads(printed)["rows"]]
            for a, b in zip(ours, expected(gold, predicted), strict=True):
                worst = max(worst, abs(a - b))
        gold = [rng.randrange(args.items // 4) for _ in range(args.items)]
        predicted = [rng.randrange(args.items) if rng.random() < 0.2 else label for label in gold]
        files = write(directory, gold, predicted)
        ours = timed([args.wiredesk, "eval", "clusters", *files, "--json"])
        theirs = timed([sys.executable, "-c", SKLEARN, *files])
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "labelings": args.labelings,
        "largest_difference": worst,
        "items": args.items,
        "wiredesk": {"wall": ours[0], "cpu": ours[1]},
        "scikit-learn": {"wall": theirs[0], "cpu": theirs[1]},
        "ratio": {"wall": theirs[0] / ours[0], "cpu": theirs[1] / ours[1]},
    }
    if args.json:
        print(json.dumps(result, indent=2))
    else:
        print(f"{args.labelings} random labelings, 11 figures each: largest difference {worst:.1e}; {result['machine']}\n")
        print(f"{args.items:,} items   {'wall':>9} {'CPU':>9}")
        for name in ("wiredesk", "scikit-learn"):
            print(f"{name:<14} {result[name]['wall']:>8.3f} s {result[name]['cpu']:>7.3f} s")
        print(f"{'ratio':<14} {result['ratio']['wall']:>8.1f} x {result['ratio']['cpu']:>7.1f} x")
    if worst > TOLERANCE:
        sys.exit(1)


if __name__ == "__main__":
    main()
