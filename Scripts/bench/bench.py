"""Times the same questions in motcua, DuckDB, Polars and chdb, and says who is faster by how much.

    Scripts/bench/run                       everything at 1 million rows
    Scripts/bench/run --rows 23k,1M,10M     other sizes
    Scripts/bench/run --only sort,join      questions whose names contain a word
    Scripts/bench/run --peers duckdb        against some of the peers
    Scripts/bench/run --write               keeps the table in Scripts/bench/results/DATE.md

How it is fair. Every engine may use two threads and holds the tables in memory in its own form. Answers are compared before anything is
timed: numbers within 1e-9, everything else exactly. Then every question is asked of one engine after the other, round by round, so that a
busy machine is busy for all; the first round warms up and is thrown away. Reported are the medians of wall time, and the CPU time of the
engine's process over all rounds. Each engine is a process of its own that is told the question and says when it has the answer. Of whole
processes (start-up, over CSV, over what was kept) only DuckDB's shell is a peer, and their answers are not compared. Loads are timed in new
processes: all columns of one table from text files to memory, and to the form on disk that the next process reads (motcua's cache, a
database of DuckDB's).
"""

import argparse
import datetime
import importlib.util
import json
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path.insert(0, str(HERE))

import questions  # noqa: E402

MOTCUA = os.environ.get("MOTCUA", str(PROJECT / ".build/release/motcua"))
DATA = pathlib.Path(os.environ.get("MOTCUA_BENCH", pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "motcua-bench"))
# Rows of dossiers at scale 1.
SCALE_ROWS = 75_540
SIZES = {"23k": 0.3, "75k": 1, "1M": 13, "10M": 132, "100M": 1324}


# --- Data -----------------------------------------------------------------------------------------------------------------

def province(size):
    """The demonstration province at a size, with a table of as many rows to join to and the days for engines without a calendar."""
    folder = DATA / f"province-{size}"
    if (folder / "days.csv").exists():
        return folder
    scale = max(1, round(SIZES[size]))
    subprocess.run([MOTCUA, "demo", str(folder), "--scale", str(scale), "--quiet"], check=True)
    if SIZES[size] < 1:
        for year in ("2018", "2019"):
            path = folder / "large" / f"dossiers-{year}.csv"
            lines = path.read_text().splitlines(keepends=True)
            path.write_text("".join(lines[: 1 + int((len(lines) - 1) * SIZES[size])]))
    import duckdb
    con = duckdb.connect()
    con.execute(f"create table d as select id from read_csv('{folder}/large/dossiers-*.csv')")
    con.execute(f"copy (select id as key, cast(hash(id) % 1000 as integer) weight from d order by hash(id)) to '{folder}/others.csv'")
    model = folder / "model.mc"
    model.write_text(model.read_text() + "\ntable others file \"others.csv\" {\n  key:    text key\n  weight: int\n}\n")
    first = datetime.date(2016, 1, 1)
    rows = ", ".join(f"(@{first + datetime.timedelta(days=i)})" for i in range(365 * 6))
    output = subprocess.run([MOTCUA, "-c", f"from rows (day) [{rows}] | add n = working_days(@2016-01-01, day)", "--format", "csv", str(folder)],
                            check=True, capture_output=True, text=True).stdout
    (folder / "days.csv").write_text(output)
    return folder


def groupby(size):
    """Tables of db-benchmark's published shape: N rows, K = 100 groups, no missing values, unsorted."""
    folder = DATA / f"groupby-{size}"
    if (folder / "x.csv").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    import duckdb
    n = {"23k": 23_000, "75k": 75_000, "1M": 1_000_000, "10M": 10_000_000, "100M": 100_000_000}[size]
    k = 100
    con = duckdb.connect()
    con.execute("select setseed(0.42)")
    con.execute(f"""create table x as select
        'id' || lpad(cast(1 + floor(random() * {k}) as integer)::text, 3, '0') id1,
        'id' || lpad(cast(1 + floor(random() * {k}) as integer)::text, 3, '0') id2,
        'id' || lpad(cast(1 + floor(random() * {n // k}) as integer)::text, 10, '0') id3,
        cast(1 + floor(random() * {k}) as integer) id4, cast(1 + floor(random() * {k}) as integer) id5,
        cast(1 + floor(random() * {n // k}) as integer) id6,
        cast(1 + floor(random() * 5) as integer) v1, cast(1 + floor(random() * 15) as integer) v2, cast(random() * 100 as decimal(9, 6)) v3
        from range({n})""")
    con.execute(f"copy x to '{folder}/x.csv'")
    join = DATA / f"join-{size}"
    join.mkdir(parents=True, exist_ok=True)
    small, medium = n // 1_000_000 or n // 1_000, n // 1_000
    con.execute(f"""create table j as select
        cast(1 + floor(random() * {small} * 1.1) as integer) id1, cast(1 + floor(random() * {medium} * 1.1) as integer) id2,
        cast(1 + floor(random() * {n} * 1.1) as integer) id3, cast(random() * 100 as decimal(9, 6)) v1 from range({n})""")
    con.execute(f"copy (select id1, id2, id3, 'id' || id1 id4, 'id' || id2 id5, 'id' || id3 id6, v1 from j) to '{join}/x.csv'")
    for name, key, count in (("small", 1, small), ("medium", 2, medium), ("big", 3, n)):
        con.execute(f"""copy (select id{key}, id{key + 3}, v2 from (select range + 1 id{key}, 'id' || (range + 1) id{key + 3}, cast(random() * 100 as decimal(9, 6)) v2
            from range({count})) order by hash(id{key})) to '{join}/{name}.csv'""")
    return folder


# --- Engines --------------------------------------------------------------------------------------------------------------

class Engine:
    """A process that answers questions, one line each."""

    def __init__(self, name, folder, kind, *how):
        self.name = name
        environment = dict(os.environ, MOTCUA=MOTCUA)
        self.process = subprocess.Popen([sys.executable, str(HERE / "engines.py"), name, str(folder), kind, *how], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env=environment)
        self.said = json.loads(self.process.stdout.readline())

    def ask(self, index):
        self.process.stdin.write(f"{index}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"error": "it ended"}

    def close(self):
        try:
            self.process.stdin.close()
            self.process.wait(timeout=20)
        except Exception:
            self.process.kill()


def same(a, b, ordered):
    if len(a) != len(b):
        return False
    def value(x):
        if isinstance(x, str):
            try:
                return float(x)
            except ValueError:
                return x
        return float(x) if isinstance(x, (int, float)) else ("" if x is None else str(x))
    def row(r):
        return [value(x) for x in r]
    rows_a, rows_b = [row(r) for r in a], [row(r) for r in b]
    if not ordered:
        key = lambda r: [str(round(x, 3)) if isinstance(x, float) else x for x in r]
        rows_a.sort(key=key)
        rows_b.sort(key=key)
    for x, y in zip(rows_a, rows_b):
        for p, q in zip(x, y):
            if isinstance(p, float) and isinstance(q, float):
                if not math.isclose(p, q, rel_tol=1e-9, abs_tol=1e-9):
                    return False
            elif p != q:
                return False
    return True


def timed(question, kind, size, times):
    """A row of pairs of wall and CPU time by engine, where answers are not compared."""
    row = {"question": question, "kind": kind, "size": size, "wrong": [], "errors": {}}
    for engine, took in times.items():
        row[engine] = (statistics.median(t[0] for t in took), statistics.mean(t[1] for t in took))
    return row


# --- Whole processes ------------------------------------------------------------------------------------------------------

def processes(size, only, rounds):
    """From the start of a process to its end, beside DuckDB's own command line: nothing at all, a CSV file read for one question, and the same
    question once more, which motcua answers from its cache and DuckDB from a database file."""
    folder = province(size)
    files = folder / "large" / "dossiers-*.csv"
    database = DATA / f"province-{size}.duckdb"
    if not importlib.util.find_spec("duckdb_cli"):
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "duckdb-cli"], check=True)
        importlib.invalidate_caches()
    # The program itself: what the package puts on the path is a script of Python that starts it.
    shell = pathlib.Path(importlib.util.find_spec("duckdb_cli").submodule_search_locations[0]) / "duckdb"
    shell.chmod(0o755)
    asked = "from dossiers | where received in @2019-H1 | summarize n = count(), fee = sum(fee) by unit.id"
    def sql(source):
        return f"select unit, count(*) n, sum(fee) fee from {source} where received >= '2019-01-01' and received < '2019-07-01' group by unit"
    if not database.exists():
        subprocess.run([shell, database, "-c", f"create table dossiers as from read_csv('{files}')"], check=True, stdout=subprocess.DEVNULL)
    calls = {
        "start-up": ([MOTCUA, "-c", "1 + 1"], [shell, "-c", "select 1 + 1"]),
        "a process over CSV": ([MOTCUA, "--no-cache", "-c", asked, folder], [shell, "-c", sql(f"read_csv('{files}')")]),
        "a process over what was kept": ([MOTCUA, "-c", asked, folder], [shell, "-readonly", database, "-c", sql("dossiers")]),
    }
    rows = []
    print(f"\nprocesses, {size} rows", flush=True)
    for name, (ours, theirs) in calls.items():
        if only and not any(w in name for w in only):
            continue
        times = {"motcua": [], "duckdb": []}
        for round_number in range(rounds + 1):
            for engine, call in (("motcua", ours), ("duckdb", theirs)):
                before, used = time.perf_counter(), os.times()
                subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                now = os.times()
                took = (time.perf_counter() - before, now.children_user + now.children_system - used.children_user - used.children_system)
                if round_number > 0:
                    times[engine].append(took)
        row = timed(name, "process", size, times)
        rows.append(row)
        show(row, ["motcua", "duckdb"])
    return rows


# --- Loads ----------------------------------------------------------------------------------------------------------------

def loads(size, names, only, rounds):
    """All columns of one table, from text files, by engines that have just started. More than three rounds would take minutes and say no more."""
    tables = {"a table of a model": ("province", province(size)), "a file without a model": ("group", groupby(size))}
    rows = []
    print(f"\nloads, {size} rows", flush=True)
    for table, (kind, folder) in tables.items():
        for way, how, engines in ((f"load {table}", "load", names), (f"load and keep {table}", "keep", [n for n in names if n in ("motcua", "duckdb")])):
            if only and not any(w in way for w in only):
                continue
            times = {name: [] for name in engines}
            for round_number in range(min(rounds, 3) + 1):
                for name in engines:
                    engine = Engine(name, folder, kind, how)
                    if round_number > 0:
                        times[name].append((engine.said["load"], engine.said["cpu"]))
                    engine.close()
            row = timed(way, "load", size, times)
            rows.append(row)
            show(row, names)
    return rows


# --- The run --------------------------------------------------------------------------------------------------------------

KINDS = {"province": (province, questions.PROVINCE), "group": (groupby, questions.DB_GROUP), "join": (lambda size: groupby(size).parent / f"join-{size}", questions.DB_JOIN)}


def run(kind, size, names, only, rounds):
    if kind == "process":
        return processes(size, only, rounds)
    if kind == "load":
        return loads(size, names, only, rounds)
    prepare, asked = KINDS[kind]
    folder = prepare(size)
    chosen = [i for i, q in enumerate(asked) if not only or any(w in q.name for w in only)]
    if not chosen:
        return []
    engines = [Engine(name, folder, kind) for name in names]
    rows = []
    print(f"\n{kind}, {size} rows; tables loaded in " + ", ".join(f"{e.name} {e.said['load']:.2f} s" for e in engines), flush=True)
    for index in chosen:
        question = asked[index]
        answers = {e.name: e.ask(index) for e in engines}
        walls = {e.name: [] for e in engines}
        cpus = {e.name: 0.0 for e in engines}
        wrong = []
        ours = answers["motcua"]
        for engine in engines:
            answer = answers[engine.name]
            if "rows" in answer and "rows" in ours and not same(ours["rows"], answer["rows"], question.ordered) and engine.name not in question.unlike:
                wrong.append(engine.name)
        able = [e for e in engines if "rows" in answers[e.name]]
        for _ in range(rounds):
            for engine in able:
                answer = engine.ask(index)
                if "wall" in answer:
                    walls[engine.name].append(answer["wall"])
                    cpus[engine.name] += answer["cpu"]
        row = {"question": question.name, "kind": kind, "size": size, "wrong": wrong, "errors": {e.name: answers[e.name].get("error") for e in engines if "error" in answers[e.name]}}
        for engine in able:
            row[engine.name] = (statistics.median(walls[engine.name]), cpus[engine.name] / rounds)
        rows.append(row)
        show(row, names)
    for engine in engines:
        engine.close()
    return rows


def show(row, names):
    if "motcua" not in row:
        print(f"  {row['question']:<42} motcua: {row['errors'].get('motcua', '')[:120]}", flush=True)
        return
    ours, cpu = row["motcua"]
    cells = [f"{ours * 1e3:9.1f} ms /{cpu * 1e3:7.0f}"]
    for name in names[1:]:
        if name in row:
            cells.append(f"{name} {row[name][0] * 1e3:8.1f} x{row[name][0] / ours:<5.2f} cpu x{row[name][1] / max(cpu, 1e-9):<5.1f}")
        else:
            cells.append(f"{name} {'–':>8}")
    note = ("  DIFFERS FROM " + ", ".join(row["wrong"])) if row["wrong"] else ""
    print(f"  {row['question']:<42}" + "  ".join(cells) + note, flush=True)


def fastest(row, names):
    peers = [row[n][0] for n in names[1:] if n in row]
    return min(peers) / row["motcua"][0] if peers and "motcua" in row else None


def summary(rows, names):
    lines = []
    for size in dict.fromkeys(r["size"] for r in rows):
        ratios = [fastest(r, names) for r in rows if r["size"] == size]
        ratios = [r for r in ratios if r]
        if ratios:
            mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
            lines.append(f"{size}: {len(ratios)} questions, against the fastest peer: geometric mean x{mean:.2f}, worst x{min(ratios):.2f}, {sum(r < 1 for r in ratios)} slower")
    return lines


def write(rows, names, versions):
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    path = folder / f"{datetime.date.today().isoformat()}.md"
    out = [f"# Benchmark of {datetime.date.today().isoformat()}", "", machine(), "", "Versions: " + ", ".join(f"{k} {v}" for k, v in versions.items()) + ".", "",
           "Median wall time in milliseconds; in parentheses how many times motcua's. `Scripts/bench/run` makes this table.", ""]
    for size in dict.fromkeys(r["size"] for r in rows):
        out += [f"## {size} rows", "", "| question | motcua | " + " | ".join(names[1:]) + " |", "|---|---|" + "---|" * len(names[1:])]
        for row in rows:
            if row["size"] != size or "motcua" not in row:
                continue
            cells = [f"{row[n][0] * 1e3:.1f} (x{row[n][0] / row['motcua'][0]:.1f})" if n in row else "–" for n in names[1:]]
            out.append(f"| {row['question']} | {row['motcua'][0] * 1e3:.1f} | " + " | ".join(cells) + " |")
        out.append("")
    out += summary(rows, names)
    path.write_text("\n".join(out) + "\n")
    print(f"wrote {path.relative_to(PROJECT)}")


def machine():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo")) // 1_048_576
    return f"{cpu}, {os.cpu_count()} cores, {memory} GiB, {platform.system()} {platform.release()}."


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="1M", help="sizes with commas: " + ", ".join(SIZES))
    parser.add_argument("--only", default="", help="words of the names of questions, with commas")
    parser.add_argument("--kinds", default="process,load,province,group,join")
    parser.add_argument("--peers", default="duckdb,polars,chdb")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    DATA.mkdir(parents=True, exist_ok=True)
    names = ["motcua"] + [p for p in options.peers.split(",") if p]
    only = [w for w in options.only.split(",") if w]
    print(machine(), flush=True)
    rows = []
    for size in options.rows.split(","):
        for kind in options.kinds.split(","):
            rows += run(kind, size, names, only, options.rounds)
    print()
    for line in summary(rows, names):
        print(line)
    if options.write:
        write(rows, names, versions())


def versions():
    import chdb
    import duckdb
    import polars
    ours = subprocess.run([MOTCUA, "--version"], capture_output=True, text=True).stdout.strip()
    return {"motcua": ours.split()[-1] if ours else "?", "duckdb": duckdb.__version__, "polars": polars.__version__, "chdb": chdb.__version__}


if __name__ == "__main__":
    main()
