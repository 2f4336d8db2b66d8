"""Scores the same files with wiredesk, rouge-score and ROUGE-1.5.5.pl in one run, checks that the figures are the same, and prints a table.

    python compare.py [--pairs N] [--rounds N] [--many N] [--wiredesk PROGRAM] [--json]

The pairs are made of the sentences of data/sample-briefs.jsonl with a fixed seed: a summary of five sentences, the three references of a story. The
time is that of a whole process, start and reading and resampling included; the table has the quickest of the rounds. --many pairs are scored by
wiredesk alone, for its throughput.
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

import rouge155  # noqa: E402

# ROUGE-1, 2, L and SU4, stemmed, as TAC called it but for the cut, which would make the work less.
OPTIONS = "-n 2 -m -2 4 -u -c 95 -r 1000 -f A -p 0.5 -t 0"
GOOGLE = ["rouge1", "rouge2", "rougeL", "rougeLsum"]


def pairs(n):
    with open(PROJECT / "data/sample-briefs.jsonl", encoding="utf-8") as lines:
        stories = [json.loads(line)["references"] for line in lines]
    sentences = [sentence for story in stories for reference in story for sentence in reference]
    rng = random.Random(1987)
    for _ in range(n):
        story = rng.choice(stories)
        own = [sentence for reference in story for sentence in reference]
        summary = rng.sample(own, 3) + rng.sample(sentences, 2)
        yield "\n".join(summary), ["\n".join(reference) for reference in story]


def write(directory, cases):
    system, reference = directory / "system.jsonl", directory / "reference.jsonl"
    with open(system, "w", encoding="utf-8") as s, open(reference, "w", encoding="utf-8") as r:
        for i, (summary, references) in enumerate(cases):
            s.write(json.dumps({"id": str(i + 1), "summary": summary}) + "\n")
            r.write(json.dumps({"id": str(i + 1), "references": references}) + "\n")
    return str(system), str(reference)


def timed(command, rounds):
    """The quickest wall seconds and CPU seconds of one process, and what it printed."""
    best = None
    for _ in range(rounds):
        with tempfile.TemporaryFile() as out:
            began = time.perf_counter()
            process = subprocess.Popen(command, stdout=out)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
            if status != 0:
                sys.exit(f"{command[0]} failed with status {status}")
            out.seek(0)
            now = (wall, usage.ru_utime + usage.ru_stime, out.read().decode())
        best = min(best, now) if best else now
    return best


def figures(printed):
    """The table of wiredesk: [recall, precision, f] by metric, each [value, low, high]."""
    rows = {}
    for row in json.loads(printed)["rows"]:
        rows.setdefault(row["score"], []).append([row["value"], row["low"], row["high"]])
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--wiredesk", default=str(PROJECT / "target/release/wiredesk"))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        directory = pathlib.Path(directory)
        cases = list(pairs(args.pairs))
        files = write(directory, cases)
        ours = [args.wiredesk, "eval", "rouge", *files]
        google_out = directory / "google.json"
        google = [sys.executable, str(HERE / "google.py"), *files, str(google_out)]
        data = rouge155.prepare(directory)
        spl = rouge155.write(directory, [(references, summary) for summary, references in cases])

        rows = []
        ours_google = timed([*ours, "--json"], args.rounds)
        theirs_google = timed(google, 1)
        rows.append(("rouge-score", *ours_google[:2], *theirs_google[:2]))
        ours_perl = timed([*ours, "--options", OPTIONS, "--json"], args.rounds)
        theirs_perl = timed(rouge155.command(data, OPTIONS, spl), 1)
        rows.append(("ROUGE-1.5.5.pl", *ours_perl[:2], *theirs_perl[:2]))

        each = json.loads(timed([*ours, "--each", "--json"], 1)[2])["rows"]
        subprocess.run([*google, "--each"], check=True)
        theirs = json.loads(google_out.read_text())["each"]
        expected = [scores[metric] for scores in theirs for metric in GOOGLE]
        worst = max(
            abs(a - b)
            for row, scores in zip(each, expected, strict=True)
            for a, b in zip([row["recall"], row["precision"], row["f"]], scores, strict=True)
        )
        averages, _ = rouge155.run(data, OPTIONS, spl)
        same = figures(ours_perl[2]) == averages

        many = write(directory, pairs(args.many))
        wall = timed([args.wiredesk, "eval", "rouge", *many, "--json"], 1)[0]
        wall_perl = timed([args.wiredesk, "eval", "rouge", *many, "--options", OPTIONS, "--json"], 1)[0]
        a_minute = {"rouge-score": args.many / wall * 60, "rouge-1.5.5": args.many / wall_perl * 60}

    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "pairs": args.pairs,
        "rows": [
            {"peer": peer, "wiredesk_wall": w, "wiredesk_cpu": c, "peer_wall": pw, "peer_cpu": pc, "ratio_wall": pw / w, "ratio_cpu": pc / c}
            for peer, w, c, pw, pc in rows
        ],
        "largest_difference_from_rouge_score": worst,
        "same_as_rouge155": same,
        "pairs_a_minute": a_minute,
    }
    if args.json:
        print(json.dumps(result, indent=2))
    else:
        print(f"{args.pairs} pairs of five sentences and three references; {result['machine']}\n")
        print(f"{'peer':<16} {'peer wall':>10} {'peer CPU':>10} {'our wall':>10} {'our CPU':>10} {'wall':>8} {'CPU':>8}")
        for row in result["rows"]:
            times = [row[k] for k in ("peer_wall", "peer_cpu", "wiredesk_wall", "wiredesk_cpu")]
            cells = " ".join(f"{t:>8.3f} s" for t in times)
            print(f"{row['peer']:<16} {cells} {row['ratio_wall']:>7.0f}x {row['ratio_cpu']:>7.0f}x")
        print(f"\nlargest difference from rouge-score, any case: {worst:.1e}")
        print(f"averages and intervals of ROUGE-1.5.5.pl to the last digit: {'the same' if same else 'NOT the same'}")
        for dialect, n in a_minute.items():
            print(f"{dialect}: {n:,.0f} pairs a minute, of {args.many:,}")
    if worst > 1e-9 or not same:
        sys.exit(1)


if __name__ == "__main__":
    main()
