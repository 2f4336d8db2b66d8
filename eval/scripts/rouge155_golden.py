"""Scores the texts of tests/reference/rouge155.jsonl again with ROUGE-1.5.5.pl, under the command lines of that file.

    VENV/bin/python eval/scripts/rouge155_golden.py < tests/reference/rouge155.jsonl > again.jsonl

The two files must be the same. Lines of type "config" and "case" are read; all others are made: the scores of each case, the averages with their
intervals, and the scores with each reference left out in turn, averaged as DUC and TAC did it, for the configs that say so.
"""

import json
import sys
import tempfile

import rouge155


def print_row(**row):
    print(json.dumps(row, ensure_ascii=True, separators=(",", ":")))


def jackknife(data, options, cases):
    """The mean scores over all choices of all references but one, for cases of several."""
    parts, spans = [], []
    for references, summary in cases:
        spans.append((len(parts), len(references)))
        parts.extend((references[:i] + references[i + 1 :], summary) for i in range(len(references)))
    with tempfile.TemporaryDirectory() as directory:
        _, each = rouge155.run(data, options, rouge155.write(directory, parts))
    for start, n in spans:
        yield [[sum(row[k] for row in rows[start : start + n]) / n for k in range(3)] for rows in each.values()]


def main():
    rows = [json.loads(line) for line in sys.stdin]
    configs = [row for row in rows if row["type"] == "config"]
    cases = [row for row in rows if row["type"] == "case"]
    texts = [(case["refs"], case["pred"]) for case in cases]
    for row in configs + cases:
        print_row(**row)
    with tempfile.TemporaryDirectory() as directory:
        data, files = rouge155.prepare(directory), rouge155.write(directory, texts)
        for config in configs:
            averages, each = rouge155.run(data, config["options"], files)
            name = config["config"]
            print_row(type="average", config=name, averages=list(averages.values()))
            for at, case in enumerate(cases):
                print_row(type="score", config=name, id=case["id"], scores=[scores[at] for scores in each.values()])
            if config.get("jackknife"):
                several = [case for case in cases if len(case["refs"]) > 1]
                all_scores = jackknife(data, config["options"], [(case["refs"], case["pred"]) for case in several])
                for case, scores in zip(several, all_scores):
                    print_row(type="jackknife", config=name, id=case["id"], scores=scores)


if __name__ == "__main__":
    main()
