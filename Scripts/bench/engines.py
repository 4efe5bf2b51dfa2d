"""One engine as a process: loads the tables, then answers the questions whose numbers it reads, a line of JSON each.

    engines.py NAME FOLDER KIND [load|keep]

With `load` only the first table is loaded, to memory; with `keep` to disk as well, by the engines that can.
"""

import csv
import json
import os
import pathlib
import resource
import select
import subprocess
import sys
import tempfile
import time
import types

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
THREADS = 2
TABLES = {
    "province": {"dossiers": "large/dossiers-*.csv", "procedures": "large/procedures.csv", "units": "units.csv", "others": "others.csv", "days": "days.csv"},
    "group": {"x": "x.csv"},
    "join": {"x": "x.csv", "small": "small.csv", "medium": "medium.csv", "big": "big.csv"},
}


def cpu_of_self():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Motcua:
    """The shell, fed line by line; with --timing it says when a statement is done."""

    def __init__(self, folder, tables, kind, how=None, kept=None):
        arguments = [os.environ["MOTCUA"], str(folder), "--timing", "--format", "csv"]
        environment = dict(os.environ)
        if kept:
            environment["XDG_CACHE_HOME"] = kept
        elif how == "load":
            arguments.append("--no-cache")
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        for stream in (self.process.stdout, self.process.stderr):
            os.set_blocking(stream.fileno(), False)
        # Every column of every table comes to memory, as in the other engines.
        for table, pattern in tables.items():
            if table != "days":
                names = open(next(pathlib.Path(folder).glob(pattern))).readline().strip().split(",")
                self.ask(f"from {table} | summarize " + ", ".join(f"c{i} = count({n})" for i, n in enumerate(names)))

    def cpu(self):
        # The clock of the process, threads that have ended among it: clock_getcpuclockid(3), which Python has for threads only.
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def ask(self, statement):
        # What follows a statement ends it; a lone dot is only complained about. Each `let` before the question is timed too.
        self.process.stdin.write((statement + "\n.\n").encode())
        self.process.stdin.flush()
        out, err = b"", b""
        count = 1 + sum(line.startswith("let ") for line in statement.splitlines())
        while (b"\n" + err).count(b"\ntime: ") < count or not err.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout, self.process.stderr], [], [], 900)
            if not ready:
                raise RuntimeError("no answer in 900 s")
            for stream in ready:
                piece = stream.read()
                if piece == b"" and self.process.poll() is not None:
                    raise RuntimeError(f"it ended: {err.decode()[-500:]}")
                if stream is self.process.stdout:
                    out += piece or b""
                else:
                    err += piece or b""
        mistake = "\n".join(line for line in err.decode().split("\n") if not line.startswith("time: ")).strip()
        while True:
            piece = self.process.stdout.read()
            if not piece:
                break
            out += piece
        lines = out.decode().strip().split("\n")
        if not out.strip() or mistake.startswith("line "):
            raise RuntimeError(mistake[:300])
        return [[cell if cell != "" else None for cell in row] for row in csv.reader(lines[1:])]

    def question(self, question):
        return question.motcua


class DuckDB:
    def __init__(self, folder, tables, kind, how=None, kept=None):
        import duckdb
        self.con = duckdb.connect(f"{kept}/kept.duckdb" if kept else ":memory:")
        self.con.execute(f"set threads to {THREADS}")
        for table, pattern in tables.items():
            types = {"dossiers": ", types={'id': 'varchar', 'procedure': 'varchar'}", "procedures": ", types={'id': 'varchar'}", "units": ", types={'id': 'varchar'}"}.get(table, "")
            self.con.execute(f"create table {table} as select * from read_csv('{folder}/{pattern}', header=true{types})")

    def cpu(self):
        return cpu_of_self()

    def ask(self, sql):
        return [list(row) for row in self.con.execute(sql).fetchall()]

    def question(self, question):
        return question.duckdb


class Polars:
    def __init__(self, folder, tables, kind, how=None, kept=None):
        os.environ["POLARS_MAX_THREADS"] = str(THREADS)
        import polars as pl
        self.frames = types.SimpleNamespace()
        overrides = {"procedure": pl.String}
        for table, pattern in tables.items():
            own = {"id": pl.String} if table in ("procedures", "units") else overrides if table == "dossiers" else None
            frame = pl.scan_csv(f"{folder}/{pattern}", try_parse_dates=True, infer_schema_length=20_000, schema_overrides=own).collect()
            setattr(self.frames, table, frame.lazy())

    def cpu(self):
        return cpu_of_self()

    def ask(self, build):
        return [list(row) for row in build(self.frames).collect(engine="streaming").rows()]

    def question(self, question):
        return question.polars


class Chdb:
    def __init__(self, folder, tables, kind, how=None, kept=None):
        from chdb import session
        self.session = session.Session()
        self.session.query(f"set max_threads = {THREADS}")
        for table, pattern in tables.items():
            names = open(next(pathlib.Path(folder).glob(pattern))).readline().strip().split(",")
            structure = ""
            if kind == "province" and table == "dossiers":
                low = {"unit", "applicant_kind", "channel", "status", "procedure"}
                of = {"received": "DateTime", "finished": "Nullable(DateTime)", "collected": "Nullable(DateTime)", "due": "Nullable(Date)", "fee": "Nullable(Int64)", "supplements": "Int32"}
                structure = ", '" + ", ".join(f"{n} {of.get(n) or ('LowCardinality(String)' if n in low else 'String')}" for n in names) + "'"
            elif table in ("procedures", "units"):
                structure = ", '" + ", ".join(f"{n} String" for n in names) + "'"
            elif table == "days":
                structure = ", 'day Date, n Int32'"
            elif table == "others":
                structure = ", 'key String, weight Int32'"
            order = "tuple()"
            setting = "settings date_time_input_format='best_effort'"
            self.session.query(f"create table {table} engine = MergeTree order by {order} as select * from file('{folder}/{pattern}', CSVWithNames{structure}) {setting}")

    def cpu(self):
        return cpu_of_self()

    def ask(self, sql):
        text = str(self.session.query(sql, "JSONCompact"))
        if not text.strip():
            raise RuntimeError("no answer")
        return json.loads(text)["data"]

    def question(self, question):
        return question.chdb


ENGINES = {"motcua": Motcua, "duckdb": DuckDB, "polars": Polars, "chdb": Chdb}


def main():
    name, folder, kind = sys.argv[1:4]
    import questions
    asked = {"province": questions.PROVINCE, "group": questions.DB_GROUP, "join": questions.DB_JOIN}[kind]
    said = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    tables = TABLES[kind]
    how = sys.argv[4] if len(sys.argv) > 4 else None
    if how:
        tables = dict(list(tables.items())[:1])
    with tempfile.TemporaryDirectory() as kept:
        start = time.perf_counter()
        engine = ENGINES[name](folder, tables, kind, how, kept if how == "keep" else None)
        print(json.dumps({"load": time.perf_counter() - start, "cpu": engine.cpu()}), file=said, flush=True)
        answer_all(engine, asked, said)


def answer_all(engine, asked, said):
    for line in sys.stdin:
        question = engine.question(asked[int(line)])
        if question is None:
            print(json.dumps({"error": "not asked"}), file=said, flush=True)
            continue
        cpu, start = engine.cpu(), time.perf_counter()
        try:
            rows = engine.ask(question)
            wall = time.perf_counter() - start
            answer = {"rows": rows[:2000], "wall": wall, "cpu": engine.cpu() - cpu}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"[:400]}
        print(json.dumps(answer, default=str), file=said, flush=True)


if __name__ == "__main__":
    main()
