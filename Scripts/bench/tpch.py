"""TPC-H's 22 questions in motcua and DuckDB: answers compared, then timed in turn.

    Scripts/bench/run --help installs the peers; then
    python Scripts/bench/tpch.py [--scale 1] [--only 3,7] [--rounds 5]

The data is made by tpchgen-cli and the SQL comes from DuckDB's extension tpch, both from PyPI, into the folder of the other benchmarks; the motcua
questions are in tpch/questions.txt, over tpch/model.mc. Both engines use two threads and hold the tables in memory. One line a question: the medians, how
many times motcua's DuckDB takes, and whether the answers are the same. Numbers are compared within 1e-6, since DuckDB's averages are floats; the order
of rows that a question leaves open is not compared.
"""

import argparse
import json
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
os.environ.setdefault("MOTCUA", str(HERE.parent.parent / ".build/release/motcua"))

import engines  # noqa: E402

DATA = pathlib.Path(os.environ.get("MOTCUA_BENCH", pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "motcua-bench"))
TABLES = ["region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem"]


def data(scale):
    folder = DATA / f"tpch-{scale}"
    if not (folder / "lineitem.csv").exists():
        folder.mkdir(parents=True, exist_ok=True)
        if not shutil.which("tpchgen-cli"):
            subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "tpchgen-cli"], check=True)
        subprocess.run(["tpchgen-cli", "csv", "-s", str(scale), "-o", str(folder)], check=True)
    shutil.copy(HERE / "tpch" / "model.mc", folder / "model.mc")
    return folder


def sql():
    """The extension is built for one version of DuckDB, so it is asked in an environment of its own."""
    kept = DATA / "tpch-sql.json"
    if not kept.exists():
        own = DATA / "tpch-venv"
        subprocess.run([sys.executable, "-m", "venv", str(own)], check=True)
        subprocess.run([str(own / "bin/pip"), "install", "--quiet", "duckdb-extension-tpch"], check=True)
        ask = (
            "import duckdb, glob, json, site, sys\n"
            "found = glob.glob(site.getsitepackages()[0] + '/duckdb_extension_tpch/**/*.duckdb_extension', recursive=True)[0]\n"
            "con = duckdb.connect(config={'allow_unsigned_extensions': True})\n"
            "con.execute(f\"load '{found}'\")\n"
            "json.dump(dict(con.execute('select query_nr, query from tpch_queries()').fetchall()), sys.stdout)\n")
        kept.write_text(subprocess.run([str(own / "bin/python"), "-c", ask], check=True, capture_output=True, text=True).stdout)
    return {int(number): text for number, text in json.loads(kept.read_text()).items()}


def questions():
    parts = re.split(r"^== ", (HERE / "tpch" / "questions.txt").read_text(), flags=re.M)[1:]
    return {int(part.split("\n", 1)[0]): part.split("\n", 1)[1].strip() for part in parts}


def comparable(rows):
    def value(cell):
        if cell is None or cell == "":
            return None
        try:
            return float(cell)
        except (TypeError, ValueError):
            return str(cell).strip()
    return sorted(([value(cell) for cell in row] for row in rows), key=lambda row: [f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row])


def agree(ours, theirs):
    ours, theirs = comparable(ours), comparable(theirs)
    # A sum of no rows is 0 in motcua and missing in SQL.
    if len(ours) == len(theirs) == 1 and theirs[0] == [None]:
        return ours[0][0] in (None, 0)
    return len(ours) == len(theirs) and all(
        len(a) == len(b) and all(
            abs(x - y) <= 1e-6 * max(1, abs(x), abs(y)) if isinstance(x, float) and isinstance(y, float) else x == y for x, y in zip(a, b))
        for a, b in zip(ours, theirs))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scale", default="1")
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    import duckdb
    folder = data(chosen.scale)
    con = duckdb.connect()
    con.execute("set threads to 2")
    for table in TABLES:
        con.execute(f"create table {table} as select * from read_csv('{folder}/{table}.csv', header=true)")
    motcua = engines.Motcua(folder, {}, "tpch")
    texts = sql()
    only = {int(number) for number in chosen.only.split(",") if number}
    ratios, differing = [], 0
    for number, question in questions().items():
        if only and number not in only:
            continue
        ours, theirs = [], []
        for _ in range(chosen.rounds + 1):
            start = time.perf_counter()
            answer = motcua.ask(question)
            ours.append(time.perf_counter() - start)
            start = time.perf_counter()
            expected = con.execute(texts[number]).fetchall()
            theirs.append(time.perf_counter() - start)
        same = agree(answer, [list(row) for row in expected])
        differing += not same
        mine, peer = statistics.median(ours[1:]), statistics.median(theirs[1:])
        ratios.append(peer / mine)
        print(f"Q{number:<2}  motcua {mine * 1000:7.1f} ms  duckdb {peer * 1000:7.1f} ms  x{peer / mine:4.2f}  {'same' if same else 'DIFFERENT'}", flush=True)
    print(f"{len(ratios)} questions, {differing} differ; DuckDB takes {math.exp(statistics.fmean(map(math.log, ratios))):.2f} times as long on the geometric mean")
    return 1 if differing else 0


sys.exit(main())
