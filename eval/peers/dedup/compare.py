"""Runs wiredesk and its peers on one file and prints a table.

    python compare.py [INPUT] [--wiredesk PROGRAM] [--rounds N] [--json]

INPUT is JSONL with `id`, `text` and `cluster` (the gold: articles with the same value are copies), plain or gzipped; by default the planted set
beside the project. wiredesk cleans it once, and everybody, wiredesk too, starts from the same cleaned articles. Each peer's shingle size and
threshold are those of its best cluster F1 on this very file, from the lists in peers.py; wiredesk has its default settings. Then all take turns,
each in a process of its own, as often as --rounds says; the table has the quickest turn of each.
"""

import argparse
import collections
import gzip
import importlib.metadata
import json
import multiprocessing
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

import peers

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent.parent
PLANTED = PROJECT.parent / "shared/data/neardup/planted_dev.jsonl"


def gold_of(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return {a["id"]: a["cluster"] for a in map(json.loads, lines)}


def pairs_in(sizes):
    return sum(n * (n - 1) // 2 for n in sizes)


def cluster_scores(gold, label_of):
    """Precision, recall and F1 of the pairs that are put together; an article without a label stands alone."""
    found, true, both = collections.Counter(), collections.Counter(), collections.Counter()
    for article, cluster in gold.items():
        label = label_of.get(article, ("alone", article))
        found[label] += 1
        true[cluster] += 1
        both[cluster, label] += 1
    hits, n_found, n_true = (pairs_in(c.values()) for c in (both, found, true))
    precision = hits / n_found if n_found else 1.0
    recall = hits / n_true if n_true else 1.0
    return precision, recall, 2 * hits / (n_found + n_true) if n_found + n_true else 1.0


def timed(command, out=subprocess.DEVNULL):
    """Wall seconds, CPU seconds and peak memory in MB of one process."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=out)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def best_settings(name, cleaned, gold):
    """Tries all settings in a process of its own: a process counts the memory of the one that started it as its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(search, (name, cleaned, gold))


def search(name, cleaned, gold):
    ids, texts = peers.read(cleaned)
    function, sizes, thresholds = peers.PEERS[name]
    tried = [
        (cluster_scores(gold, dict(zip(ids, labels)))[2], n, threshold)
        for n in sizes
        for threshold, labels in zip(thresholds, function(texts, n, thresholds))
    ]
    for f1, n, threshold in tried:
        print(f"  {name}: {n}-grams, threshold {threshold}: F1 {f1:.3f}", file=sys.stderr)
    return max(tried)[1:]


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("input", nargs="?", type=pathlib.Path, default=PLANTED)
    args.add_argument("--wiredesk", default=str(PROJECT / "target/release/wiredesk"))
    args.add_argument("--rounds", type=int, default=3)
    args.add_argument("--json", action="store_true")
    args = args.parse_args()

    gold = gold_of(args.input)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        cleaned, answer = folder / "cleaned.jsonl", folder / "answer.jsonl"
        with cleaned.open("w") as out:
            subprocess.run([args.wiredesk, "clean", "--quiet", str(args.input)], stdout=out, check=True)

        def wiredesk(*settings):
            with answer.open("w") as out:
                return timed([args.wiredesk, "dedup", "--quiet", *settings, str(cleaned)], out)

        def peer(name, n, threshold):
            return timed([sys.executable, str(HERE / "peers.py"), name, str(n), str(threshold), str(cleaned), str(answer)])

        version = subprocess.run([args.wiredesk, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
        jobs = [
            (f"wiredesk {version}", "defaults", wiredesk),
            (f"wiredesk {version}", "join alone", lambda: wiredesk("--set", "dedup.candidates=join")),
        ]
        for name in peers.PEERS:
            n, threshold = best_settings(name, cleaned, gold)
            title = f"{name} {importlib.metadata.version(name)}"
            jobs.append((title, f"{n}-grams, threshold {threshold}", lambda job=(name, n, threshold): peer(*job)))

        rows = [{"name": title, "settings": settings} for title, settings, _ in jobs]
        for _ in range(args.rounds):
            for row, (_, _, run) in zip(rows, jobs):
                turn = run()
                if turn["wall"] < row.get("wall", float("inf")):
                    row.update(turn)
                with answer.open() as lines:
                    label_of = {a["id"]: a.get("label", a.get("group")) for a in map(json.loads, lines)}
                row["precision"], row["recall"], row["f1"] = cluster_scores(gold, label_of)
    for row in rows:
        row["times_wall"] = row["wall"] / rows[0]["wall"]
        row["times_memory"] = row["memory"] / rows[0]["memory"]

    facts = {
        "input": args.input.name, "articles": len(gold), "labelled": len(label_of),
        "cores": os.cpu_count(), "load": os.getloadavg()[0], "python": platform.python_version(),
    }
    if args.json:
        print(json.dumps({**facts, "rows": rows}, indent=2))
        return
    print("{input}: {articles} articles, {labelled} of them accepted by the cleaner; {cores} cores, load {load:.1f}; Python {python}\n".format(**facts))
    print("| | settings | cluster F1 | precision | recall | wall s | CPU s | peak MB | wall to wiredesk | memory to wiredesk |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for row in rows:
        print("| {name} | {settings} | {f1:.3f} | {precision:.3f} | {recall:.3f} | {wall:.1f} | {cpu:.1f} | {memory:.0f} | {times_wall:.2f} | {times_memory:.2f} |".format(**row))


if __name__ == "__main__":
    main()
