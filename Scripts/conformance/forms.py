#!/usr/bin/env python3
"""Counts the forms of the dossiers once more in SQL and compares every cell with what the saved reports print. By hand, when a form changes:

    Scripts/conformance/forms.py .build/release/motcua            # every form in every period below
    Scripts/conformance/forms.py .build/release/motcua 06b 766    # those whose script has a word in its name

The SQL is written from what the forms mean (dates are compared, not times; situations are those at the end of the day of the report), reads
the files of the demonstration province and knows nothing of the model and of the scripts. Rows, their order and numbers, headings and totals are compared. Each difference
is a line; then the status is 1.

Needs DuckDB, which `Scripts/agree --install` puts outside of the project.
"""
import datetime
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
PEERS = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "motcua-peers"

try:
    import duckdb
except ImportError:
    python = PEERS / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() == PEERS.resolve() or not python.exists():
        sys.exit("DuckDB is not installed: Scripts/agree --install")
    os.execv(str(python), [str(python), *sys.argv])

day = datetime.date.fromisoformat

# As the parameters of a script say it, with its first day and the day of the report. The last two end where many dossiers are open,
# waiting or suspended; in the very last the report is made before the period is over.
PERIODS = [
    (["period=reporting(@2019-H1)"], day("2018-12-15"), day("2019-06-14")),
    (["period=2019-Q2"], day("2019-04-01"), day("2019-06-30")),
    (["period=reporting(@2018)"], day("2017-12-15"), day("2018-12-14")),
    (["period=2018-02"], day("2018-02-01"), day("2018-02-28")),
    (["period=2019-Q3", "as_of=2019-09-26"], day("2019-07-01"), day("2019-09-26")),
]

SECTIONS = {"department": "I. Sở, ban, ngành", "district": "II. Huyện, thành phố", "commune": "III. Xã, phường, thị trấn"}

TABLES = """
CREATE TABLE unit AS SELECT row_number() OVER () AS place, * FROM read_csv('{data}/units.csv', all_varchar=true);
CREATE TABLE procedure AS SELECT * FROM read_csv('{data}/large/procedures.csv', all_varchar=true);
CREATE TABLE change AS SELECT * FROM read_csv('{data}/procedure_changes.csv', all_varchar=true);
CREATE TABLE dossier AS
SELECT unit, procedure, channel, status, received::TIMESTAMP::DATE AS received, due::DATE AS due, finished::TIMESTAMP::DATE AS finished,
    collected::TIMESTAMP::DATE AS collected, supplements::INT AS supplements, supplement_asked::DATE AS asked,
    supplement_answered::DATE AS answered, suspended_from::DATE AS stopped, suspended_to::DATE AS resumed
FROM read_csv('{data}/large/dossiers-*.csv', all_varchar=true);
"""

# The dossiers that a period has to account for, and where each stands when its report is made.
ACCOUNTED = """
CREATE OR REPLACE TABLE accounted AS
WITH dated AS (
    SELECT *, coalesce(finished <= DATE '{made}', false) AS closed,
        coalesce(asked <= DATE '{made}' AND (answered IS NULL OR answered > DATE '{made}'), false) AS waits,
        coalesce(stopped <= DATE '{made}' AND (resumed IS NULL OR resumed > DATE '{made}'), false) AS stands_still,
        status IN ('returned', 'withdrawn') AS given_back
    FROM dossier
    WHERE received <= DATE '{made}' AND (finished IS NULL OR finished >= DATE '{first}'))
SELECT *, received < DATE '{first}' AS is_older,
    CASE
        WHEN closed AND given_back THEN 'given back'
        WHEN closed AND finished < due THEN 'early'
        WHEN closed AND finished > due THEN 'late'
        WHEN closed THEN 'on time'
        WHEN waits AND supplements > 1 THEN 'overdue'
        WHEN waits OR stands_still THEN 'paused'
        WHEN due < DATE '{made}' THEN 'overdue'
        ELSE 'within'
    END AS state
FROM dated;
"""

# Columns (3) to (13) of II.06a and 07a.
COUNTS = """
    count(a.unit), count(*) FILTER (NOT is_older AND channel = 'online'), count(*) FILTER (NOT is_older AND channel IN ('counter', 'post')),
    count(*) FILTER (is_older),
    count(*) FILTER (closed), count(*) FILTER (state = 'early'), count(*) FILTER (state IN ('on time', 'given back')), count(*) FILTER (state = 'late'),
    count(*) FILTER (NOT closed), count(*) FILTER (state IN ('within', 'paused')), count(*) FILTER (state = 'overdue')
"""


# A cell that SQL does not know: the words of a row.
ANY = object()


class Table:
    """A table of a form as SQL counts it."""

    def __init__(self, title, rows, headings=None, is_ordered=True):
        self.title, self.rows, self.headings, self.is_ordered = title, rows, headings, is_ordered


def numbered(rows):
    """Rows of a form with their numbers in front."""
    return [[number, *row] for number, row in enumerate(rows, 1)]


def total(words, rows, first):
    """The row under rows that adds up their figures, which begin at a column."""
    return [*words, *map(sum, zip(*(row[first:] for row in rows)))]


RECEIVED = ("Tổng số", "{} / Trực tuyến", "{} / Trực tiếp, dịch vụ bưu chính", "Từ kỳ trước")
DONE = ("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn")
OPEN = ("Tổng số", "Trong hạn", "Quá hạn")


def headings(inside, done):
    """Those of columns (3) to (13)."""
    return [f"Số hồ sơ nhận giải quyết / {name.format(inside)}" for name in RECEIVED] + [f"{done} / {name}" for name in DONE] + [
        f"Số lượng hồ sơ đang giải quyết / {name}" for name in OPEN]


# Each form: its tables for a period, from a function that runs SQL.


def form_06a(sql, first, made):
    counted = sql(f"""SELECT u.level, u.id, {COUNTS} FROM unit u LEFT JOIN accounted a ON a.unit = u.id
        WHERE u.level <> 'province' GROUP BY u.level, u.id, u.place ORDER BY u.place""")
    rows = []
    for level, section in SECTIONS.items():
        part = [row[1:] for row in counted if row[0] == level]
        rows += [[section, *row] for row in numbered(part)] + [total([section, None, None], part, 1)]
    rows.append(total([None, None, None], counted, 2))
    hidden = sql("""SELECT u.id, count(*) FILTER (closed AND NOT given_back AND due IS NULL), count(*) FILTER (closed AND given_back),
            count(*) FILTER (NOT closed AND NOT waits AND NOT stands_still AND due IS NULL), count(*) FILTER (state = 'paused' AND waits),
            count(*) FILTER (state = 'paused' AND stands_still), count(*) FILTER (NOT closed AND waits AND supplements > 1)
        FROM accounted a JOIN unit u ON u.id = a.unit GROUP BY u.id, u.place ORDER BY u.place""")
    return [
        Table("Biểu II.06a", rows, ["Mục", "STT", "Lĩnh vực, công việc giải quyết theo cấp / đơn vị"] + headings("Trong kỳ", "Số lượng hồ sơ đã giải quyết")),
        Table("Bảng 2", hidden + [total([None], hidden, 1)]),
        # What was open at the end of the last period is, by its definition, what this one begins with.
        Table("Bảng 3", []),
    ]


def form_06b(sql, first, made):
    counted = sql("""SELECT p.field, p.id || ' ' || p.title, count(*), count(*) FILTER (NOT is_older AND channel = 'online'),
            count(*) FILTER (NOT is_older AND channel <> 'online'), count(*) FILTER (is_older),
            count(*) FILTER (closed AND NOT given_back), count(*) FILTER (state = 'early'), count(*) FILTER (state = 'on time'), count(*) FILTER (state = 'late'),
            count(*) FILTER (state IN ('within', 'overdue')), count(*) FILTER (state = 'within'), count(*) FILTER (state = 'overdue'),
            count(*) FILTER (state = 'paused'), count(*) FILTER (state = 'given back')
        FROM accounted a JOIN procedure p ON p.id = a.procedure GROUP BY p.field, p.id, p.title ORDER BY p.field, p.id""")
    rows = []
    for field in dict.fromkeys(row[0] for row in counted):
        part = [row[1:] for row in counted if row[0] == field]
        rows += [[field, *row] for row in numbered(part)] + [total([field, None, None], part, 1)]
    rows.append(total([None, None, None], counted, 2))
    names = ["Lĩnh vực", "STT", "Thủ tục hành chính"] + headings("Trong kỳ", "Số lượng hồ sơ đã giải quyết") + ["Bổ sung, tạm dừng", "Trả lại, xin rút"]
    # Names of fields stand in Vietnamese order, which DuckDB does not know.
    return [Table("Biểu 06b", rows, names, is_ordered=False)]


def form_07a(sql, first, made):
    counted = sql(f"""SELECT field, {COUNTS} FROM procedure p LEFT JOIN accounted a ON a.procedure = p.id GROUP BY field""")
    rows = [[None, *row] for row in counted] + [total([None, None], counted, 1)]
    return [Table("Biểu 07a", rows, ["STT", "Lĩnh vực, công việc giải quyết theo cấp"] + headings("Trong đó", "Số hồ sơ đã giải quyết"), is_ordered=False)]


def form_07b(sql, first, made):
    """Procedures in force on the day of the report: issued by then, and neither replaced nor abolished by then."""
    counted = sql(f"""
        WITH ended AS (SELECT procedure, min(decided) AS abolished FROM change WHERE kind = 'abolished' GROUP BY procedure),
        stock AS (
            SELECT p.agency, p.agency_level AS level,
                CASE p.agency_level
                    WHEN 'province' THEN a.one_stop_since <= '{made}'
                    ELSE EXISTS (SELECT * FROM unit u WHERE u.level = p.agency_level AND u.one_stop_since <= '{made}')
                END AS at_one_stop
            FROM procedure p JOIN unit a ON a.id = p.agency LEFT JOIN ended e ON e.procedure = p.id
            WHERE p.issued <= '{made}' AND (p.status = 'in force' OR p.status = 'abolished' AND e.abolished > '{made}'))
        SELECT u.id, count(s.level), count(*) FILTER (s.level = 'province'), count(*) FILTER (s.level = 'district'), count(*) FILTER (s.level = 'commune'),
            count(*) FILTER (at_one_stop), count(*) FILTER (at_one_stop AND s.level = 'province'),
            count(*) FILTER (at_one_stop AND s.level = 'district'), count(*) FILTER (at_one_stop AND s.level = 'commune')
        FROM unit u LEFT JOIN stock s ON s.agency = u.id WHERE u.level = 'department' GROUP BY u.id, u.place ORDER BY u.place""")
    nothing = [None] * 4
    rows = [[*row, *nothing] for row in numbered(counted)] + [total([None, None], counted, 1) + nothing]
    authority, one_stop, process = (
        "Tổng số TTHC thuộc thẩm quyền giải quyết của địa phương", "TTHC được thực hiện theo cơ chế một cửa, một cửa liên thông", "Quy trình nội bộ giải quyết TTHC")
    names = ["STT", "Đơn vị"]
    names += [f"{authority} / {name}" for name in ("Tổng số TTHC", "Cấp tỉnh", "Cấp huyện", "Cấp xã")]
    names += [f"{one_stop} / {name}" for name in ("Tổng số TTHC", "Tại BPMC cấp tỉnh", "Tại BPMC cấp huyện", "Tại BPMC cấp xã")]
    names += [f"{process} / {name}" for name in ("Tổng số quy trình", "Cấp tỉnh", "Cấp huyện", "Cấp xã")]
    return [Table("Biểu II.07b", rows, names)]


def form_766(sql, first, made):
    """Here what was given back is held against its due date, what is paused is a group of its own, and no due date is a column."""
    sql(f"""CREATE OR REPLACE TABLE progress AS SELECT *,
        CASE WHEN closed THEN 'done' WHEN waits OR stands_still THEN 'paused' ELSE 'open' END AS stage,
        CASE
            WHEN due IS NULL THEN 'none'
            WHEN closed AND finished < due THEN 'early'
            WHEN closed AND finished = due THEN 'in time'
            WHEN closed OR due < DATE '{made}' OR (waits AND supplements > 1) THEN 'late'
            ELSE 'in time'
        END AS timing FROM accounted""")

    def by_unit(expressions):
        return sql(f"SELECT u.id, {', '.join(expressions)} FROM progress JOIN unit u ON u.id = unit GROUP BY u.id, u.place ORDER BY u.place")

    def count(condition):
        return f"count(*) FILTER ({condition})"

    received = by_unit(
        ["count(*)", count("is_older")] + [count(f"NOT is_older AND channel = '{channel}'") for channel in ("online", "counter", "post")]
        + [count("stage = 'done'")] + [count(f"stage = 'done' AND timing = '{timing}'") for timing in ("early", "in time", "late", "none")])
    is_good, is_timed = count("timing IN ('early', 'in time')"), count("timing <> 'none'")
    standing = by_unit(
        [part for stage in ("open", "paused") for part in [count(f"stage = '{stage}'")] + [
            count(f"stage = '{stage}' AND timing = '{timing}'") for timing in ("in time", "late", "none")]] + [is_good, is_timed])
    rated = [[*row[:-2], row[-2] / row[-1] if row[-1] else None] for row in standing + [total([None], standing, 1)]]
    changed = sql(f"""SELECT {count("timing = 'none'")}, {count(f"is_older AND finished = DATE '{first}'")},
        {count("closed AND given_back AND finished > due")}, {count("closed AND finished <= due AND collected > due")}, {count("stage = 'paused'")} FROM progress""")[0]
    return [
        Table("Bảng 1", received + [total([None], received, 1)], ["unit"] + [f"Tiếp nhận / {name}" for name in (
            "Tổng số", "Kỳ trước", "Trong kỳ / Trực tuyến", "Trong kỳ / Trực tiếp", "Trong kỳ / BCCI")] + [
            f"Đã xử lý / {name}" for name in ("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn", "Không hẹn")]),
        Table("Bảng 2", rated, ["unit"] + [f"{stage} / {name}" for stage in ("Đang xử lý", "Tạm dừng") for name in (
            "Tổng số", "Trong hạn", "Quá hạn", "Không hẹn")] + ["Tỷ lệ đúng hạn"]),
        Table("Bảng 3", [[ANY, value] for value in changed]),
        Table("Bảng 4", []),
    ]


FORMS = {
    "bieu-II-06a.mc": form_06a, "bieu-06b.mc": form_06b, "bieu-07a.mc": form_07a, "bieu-II-07b.mc": form_07b, "tien-do-766.mc": form_766,
}


def printed(motcua, script, parameters, data):
    """The tables of a report: of each its headings and rows, as the machine formats have them."""
    arguments = [part for parameter in parameters for part in ("--param", parameter)]
    run = subprocess.run([motcua, "run", str(PROJECT / "Scripts" / "reports" / script), "--data", data, "--format", "json", *arguments], capture_output=True, text=True)
    # 3: a check of the report found something, which is no difference in counting.
    if run.returncode not in (0, 3):
        sys.exit(f"{script} {' '.join(parameters)}: status {run.returncode}\n{run.stderr}")
    decoder, text, tables = json.JSONDecoder(object_pairs_hook=list), run.stdout, []
    while text := text.lstrip():
        rows, end = decoder.raw_decode(text)
        tables.append([[pair for pair in row if pair[0] != "total"] for row in rows])
        text = text[end:]
    return tables


def same(ours, theirs):
    if isinstance(ours, float) or isinstance(theirs, float):
        return ours is not None and theirs is not None and abs(ours - theirs) <= 1e-9
    return theirs is ANY or ours == theirs


def unnumbered(rows, number, width):
    """Rows without their numbers, by what names them: for tables in an order that SQL does not know."""
    bare = [row[:number] + row[number + 1:] for row in rows]
    return {tuple(row[:width - 1]): row for row in bare}


def compare(place, ours, table):
    """The differences between a table as printed and as counted, a sentence each."""
    found = []
    rows = [[value for _, value in row] for row in ours]
    names = [name for name, _ in ours[0]] if ours else table.headings or []
    if table.headings is not None and names != table.headings:
        found.append(f"{place}: headed {names}, SQL {table.headings}")
    if table.is_ordered:
        pairs = list(itertools.zip_longest(rows, table.rows))
    else:
        number, width = names.index("STT"), next(index for index, name in enumerate(names) if " / " in name)
        for _, section in itertools.groupby(rows, key=lambda row: row[:number]):
            numbers = [row[number] for row in section if row[number] is not None]
            if numbers != list(range(1, len(numbers) + 1)):
                found.append(f"{place}: rows are numbered {numbers}")
        mine, theirs = unnumbered(rows, number, width), unnumbered(table.rows, number, width)
        pairs = [(mine.get(key), theirs.get(key)) for key in {**theirs, **mine}]
        names = names[:number] + names[number + 1:]
    for mine, theirs in pairs:
        if mine is None or theirs is None:
            found.append(f"{place}: {'motcua has no row' if mine is None else 'SQL has no row'} {(theirs or mine)[:3]}")
            continue
        for name, left, right in itertools.zip_longest(names, mine, theirs):
            if not same(left, right):
                found.append(f"{place}, {mine[:3]}, {name}: motcua {left}, SQL {right}")
    return found


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    motcua, words = sys.argv[1], sys.argv[2:]
    scripts = {script: form for script, form in FORMS.items() if not words or any(word in script for word in words)}
    wrong = 0
    with tempfile.TemporaryDirectory() as data:
        subprocess.run([motcua, "demo", data], check=True, capture_output=True)
        connection = duckdb.connect()
        connection.execute(TABLES.format(data=data))

        def sql(query):
            return [list(row) for row in connection.execute(query).fetchall()]

        for parameters, first, made in PERIODS:
            connection.execute(ACCOUNTED.format(first=first, made=made))
            for script, form in scripts.items():
                expected = form(sql, first, made)
                tables = printed(motcua, script, parameters, data)
                place = f"{script} {' '.join(parameters)}"
                found = [f"{place}: {len(tables)} tables, {len(expected)} counted"] if len(tables) != len(expected) else []
                for ours, table in zip(tables, expected):
                    found += compare(table.title, ours, table)
                cells = sum(len(row) for table in expected for row in table.rows)
                print(f"{place}: {f'{cells:,} cells agree' if not found else f'{len(found)} differences'}")
                for sentence in found[:40]:
                    print(f"  {sentence}")
                if len(found) > 40:
                    print(f"  … and {len(found) - 40} more")
                wrong += bool(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
