"""The peers: each takes texts and gives, for a list of thresholds, one label a text.

A text is lower-cased and split into runs of letters and digits, as wiredesk does. What each peer finds (buckets or pairs) is joined by
connected components, which is what its users do with it. Run as a program, one peer does one job end to end, to be timed:

    python peers.py NAME SHINGLE THRESHOLD INPUT OUTPUT
"""

import json
import re
import sys

N_PERM = 128
SEED = 42
WORD = re.compile(r"[^\W_]+")
ROWS_AT_ONCE = 512


def words(text):
    return WORD.findall(text.lower())


def shingles(text, n):
    """All runs of n words; the whole text where it has fewer."""
    tokens = words(text)
    return list({" ".join(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1))})


def components(n, pairs):
    parent = list(range(n))

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs:
        a, b = root(a), root(b)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return [root(i) for i in range(n)]


def datasketch(texts, n, thresholds):
    from datasketch import MinHash, MinHashLSH

    sets = [[s.encode() for s in shingles(text, n)] for text in texts]
    sketches = MinHash.bulk(sets, num_perm=N_PERM, seed=SEED)
    for threshold in thresholds:
        index = MinHashLSH(threshold=threshold, num_perm=N_PERM)
        with index.insertion_session() as session:
            for i, sketch in enumerate(sketches):
                session.insert(i, sketch, check_duplication=False)
        found = ((i, j) for i, sketch in enumerate(sketches) for j in index.query(sketch) if j < i)
        yield components(len(texts), ((i, j) for i, j in found if sketches[i].jaccard(sketches[j]) >= threshold))


def bands(threshold):
    """The number of bands, a divisor of N_PERM, whose S-curve rises nearest below the threshold."""
    divisors = [b for b in range(1, N_PERM + 1) if N_PERM % b == 0]
    rise = {b: (1 / b) ** (b / N_PERM) for b in divisors}
    below = [b for b in divisors if rise[b] <= threshold]
    return max(below, key=lambda b: rise[b]) if below else N_PERM


def rensa(texts, n, thresholds):
    from rensa import RMinHash, RMinHashLSH

    sketches = RMinHash.from_token_sets((shingles(text, n) for text in texts), num_perm=N_PERM, seed=SEED)
    for threshold in thresholds:
        index = RMinHashLSH(threshold=threshold, num_perm=N_PERM, num_bands=bands(threshold))
        index.insert_many(sketches)
        found = ((i, j) for i, near in enumerate(index.query_all(sketches)) for j in near if j < i)
        yield components(len(texts), ((i, j) for i, j in found if sketches[i].jaccard(sketches[j]) >= threshold))


def tfidf(texts, n, thresholds):
    """Exact cosine of TF-IDF rows of 1- to n-grams of words, of every pair."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer(tokenizer=words, token_pattern=None, ngram_range=(1, n), sublinear_tf=True, min_df=2, max_df=0.2, dtype=np.float32).fit_transform(texts)
    columns = rows.T.tocsr()
    kept = []
    for start in range(0, rows.shape[0], ROWS_AT_ONCE):
        near = (rows[start : start + ROWS_AT_ONCE] @ columns).tocoo()
        wanted = (near.data >= min(thresholds)) & (near.col < near.row + start)
        kept.append((near.row[wanted] + start, near.col[wanted], near.data[wanted]))
    a, b, cosine = (np.concatenate(part) for part in zip(*kept))
    for threshold in thresholds:
        over = cosine >= threshold
        yield components(len(texts), zip(a[over].tolist(), b[over].tolist()))


# Name, function, sizes of shingles (largest n-gram for TF-IDF), thresholds.
PEERS = {
    "datasketch": (datasketch, (1, 2, 3, 5), (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)),
    "rensa": (rensa, (1, 2, 3, 5), (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)),
    "scikit-learn": (tfidf, (1, 2), (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)),
}


def read(path):
    with open(path, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    return [a["id"] for a in articles], ["\n".join(a["paragraphs"]) for a in articles]


def main():
    name, n, threshold, given, wanted = sys.argv[1:]
    ids, texts = read(given)
    function = PEERS[name][0]
    (labels,) = function(texts, int(n), [float(threshold)])
    with open(wanted, "w", encoding="utf-8") as out:
        for i, label in zip(ids, labels):
            out.write(json.dumps({"id": i, "label": label}) + "\n")


if __name__ == "__main__":
    main()
