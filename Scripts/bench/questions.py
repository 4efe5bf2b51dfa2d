"""The questions of the benchmark, each in every engine's own best form.

A question is asked of tables that the engine holds in memory (`warm`), unless its kind says otherwise. Answers are small, so that
what is measured is the work and not the printing; they are compared before anything is timed.

motcua: a statement. duckdb, chdb: SQL. polars: a function of the frames (`t.dossiers`, lazy) that gives a lazy frame.
"""

import polars as pl


class Question:
    def __init__(self, name, motcua, duckdb, polars=None, chdb=None, ordered=False, unlike=None):
        self.name = name
        self.motcua = " ".join(motcua.split())
        self.duckdb = " ".join(duckdb.split())
        self.polars = polars
        self.chdb = " ".join((chdb or duckdb).split()) if chdb is not False else None
        self.ordered = ordered
        # Why an engine's answer differs although nothing is wrong, by engine.
        self.unlike = unlike or {}


H1 = "received >= '2019-01-01' and received < '2019-07-01'"


def in_h1():
    day = pl.datetime
    return (pl.col("received") >= day(2019, 1, 1)) & (pl.col("received") < day(2019, 7, 1))


PROVINCE = [
    Question(
        "count",
        "from dossiers | summarize n = count()",
        "select count(*) n from dossiers",
        lambda t: t.dossiers.select(pl.len().alias("n"))),
    Question(
        "filter a half-year, three figures by unit",
        """from dossiers | where received >= @2019-01-01 and received < @2019-07-01
           | summarize n = count(), total = sum(fee), late = count(where finished.date > due) by unit.id""",
        f"select unit, count(*) n, coalesce(sum(fee), 0) total, count(*) filter (cast(finished as date) > due) late from dossiers where {H1} group by unit",
        lambda t: t.dossiers.filter(in_h1()).group_by("unit").agg(
            pl.len().alias("n"), pl.col("fee").sum().alias("total"), (pl.col("finished").dt.date() > pl.col("due")).sum().alias("late")),
        f"select unit, count(*) n, coalesce(sum(fee), 0) total, countIf(toDate(finished) > due) late from dossiers where {H1} group by unit"),
    Question(
        "procedure × month with a ratio",
        """from dossiers | summarize n = count(), r = sum(fee) / count() by procedure.id, m = received.month
           | summarize groups = count(), total = sum(n), r = max(r)""",
        """select count(*) groups, sum(n) total, max(r) r from
           (select procedure, date_trunc('month', received) m, count(*) n, sum(fee) / count(*) r from dossiers group by all)""",
        lambda t: t.dossiers.group_by("procedure", pl.col("received").dt.truncate("1mo").alias("m")).agg(
            pl.len().alias("n"), (pl.col("fee").sum() / pl.len()).alias("r")).select(
                pl.len().alias("groups"), pl.col("n").sum().alias("total"), pl.col("r").max()),
        """select count(*) groups, sum(n) total, max(r) r from
           (select procedure, toStartOfMonth(received) m, count(*) n, sum(fee) / count(*) r from dossiers group by procedure, m)"""),
    Question(
        "group by a text key of every row",
        "from dossiers | summarize n = count() by id | summarize groups = count(), most = max(n)",
        "select count(*) groups, max(n) most from (select id, count(*) n from dossiers group by id)",
        lambda t: t.dossiers.group_by("id").agg(pl.len().alias("n")).select(pl.len().alias("groups"), pl.col("n").max().alias("most"))),
    Question(
        "group by two columns of many values",
        "from dossiers | summarize n = count(), f = sum(fee) by unit.id, day = received.date | summarize groups = count(), most = max(n)",
        "select count(*) groups, max(n) most from (select unit, cast(received as date) d, count(*) n, sum(fee) f from dossiers group by unit, d)",
        lambda t: t.dossiers.group_by("unit", pl.col("received").dt.date().alias("d")).agg(pl.len().alias("n"), pl.col("fee").sum().alias("f")).select(
            pl.len().alias("groups"), pl.col("n").max().alias("most")),
        "select count(*) groups, max(n) most from (select unit, toDate(received) d, count(*) n, sum(fee) f from dossiers group by unit, d)"),
    Question(
        "join to a small table, by its field",
        "from dossiers | summarize n = count(), f = sum(fee) by procedure.field",
        "select p.field, count(*) n, coalesce(sum(d.fee), 0) f from dossiers d left join procedures p on d.procedure = p.id group by p.field",
        lambda t: t.dossiers.join(t.procedures, left_on="procedure", right_on="id", how="left").group_by("field").agg(pl.len().alias("n"), pl.col("fee").sum().alias("f"))),
    Question(
        "join to a table of as many rows",
        "from dossiers | join (from others | keep key, weight) as o on id == o.key | summarize n = count(), w = sum(o.weight)",
        "select count(*) n, sum(weight) w from dossiers d join others o on d.id = o.key",
        lambda t: t.dossiers.join(t.others, left_on="id", right_on="key").select(pl.len().alias("n"), pl.col("weight").sum().alias("w"))),
    Question(
        "figures of linked rows",
        "from units | keep id, n = count(dossiers where channel == \"online\") | sort n desc, id | take 10",
        "select u.id, coalesce(n, 0) n from units u left join (select unit, count(*) n from dossiers where channel = 'online' group by unit) d on d.unit = u.id order by n desc, u.id limit 10",
        lambda t: t.units.join(t.dossiers.filter(pl.col("channel") == "online").group_by("unit").agg(pl.len().alias("n")), left_on="id", right_on="unit", how="left").select(
            "id", pl.col("n").fill_null(0)).sort(["n", "id"], descending=[True, False]).head(10),
        "select u.id, ifNull(n, 0) n from units u left join (select unit, count(*) n from dossiers where channel = 'online' group by unit) d on d.unit = u.id order by n desc, u.id limit 10",
        ordered=True),
    Question(
        "top 10",
        "from dossiers | sort fee desc, id | keep id, fee | take 10",
        "select id, fee from dossiers order by fee desc nulls last, id limit 10",
        lambda t: t.dossiers.select("id", "fee").sort(["fee", "id"], descending=[True, False], nulls_last=True).head(10),
        ordered=True),
    Question(
        "top 3 of each group",
        """from dossiers | sort fee desc, id | take 3 by unit | summarize n = count(), f = sum(fee)""",
        """select count(*) n, sum(fee) f from (select fee from dossiers
           qualify row_number() over (partition by unit order by fee desc nulls last, id) <= 3)""",
        lambda t: t.dossiers.select("unit", "fee", "id").sort(["fee", "id"], descending=[True, False], nulls_last=True).group_by("unit", maintain_order=True).head(3).select(
            pl.len().alias("n"), pl.col("fee").sum().alias("f")),
        """select count(*) n, sum(fee) f from (select fee, row_number() over (partition by unit order by fee desc nulls last, id) r from dossiers) where r <= 3"""),
    Question(
        "sort by two keys",
        "from dossiers | sort received desc, id | add r = row_number() | where mod(r, 250_000) == 7 | keep r, id, fee",
        """select r, id, fee from (select id, fee, row_number() over (order by received desc, id) r from dossiers) where r % 250000 = 7 order by r""",
        lambda t: t.dossiers.select("received", "id", "fee").sort(["received", "id"], descending=[True, False]).with_row_index("r", offset=1).filter(
            pl.col("r") % 250_000 == 7).select("r", "id", "fee"),
        ordered=True),
    Question(
        "count distinct",
        "from dossiers | summarize n = count_distinct(id), p = count_distinct(procedure)",
        "select count(distinct id) n, count(distinct procedure) p from dossiers",
        lambda t: t.dossiers.select(pl.col("id").n_unique().alias("n"), pl.col("procedure").n_unique().alias("p")),
        "select uniqExact(id) n, uniqExact(procedure) p from dossiers"),
    Question(
        "distinct rows",
        "from dossiers | distinct unit, procedure, channel | summarize n = count()",
        "select count(*) n from (select distinct unit, procedure, channel from dossiers)",
        lambda t: t.dossiers.select("unit", "procedure", "channel").unique().select(pl.len().alias("n"))),
    Question(
        "search, exact",
        "from dossiers | where contains(id, \"0007\") | summarize n = count()",
        "select count(*) n from dossiers where contains(id, '0007')",
        lambda t: t.dossiers.filter(pl.col("id").str.contains("0007", literal=True)).select(pl.len().alias("n")),
        "select count(*) n from dossiers where position(id, '0007') > 0"),
    Question(
        "search without accents",
        "from dossiers | where procedure.title ~ \"dang ky\" | summarize n = count()",
        """select count(*) n from dossiers d join procedures p on d.procedure = p.id
           where contains(replace(strip_accents(lower(p.title)), 'đ', 'd'), 'dang ky')""",
        None,
        False),
    Question(
        "search by pattern",
        "from dossiers | where matches(id, '00[0-9]7$') | summarize n = count()",
        "select count(*) n from dossiers where regexp_matches(id, '00[0-9]7$')",
        lambda t: t.dossiers.filter(pl.col("id").str.contains("00[0-9]7$")).select(pl.len().alias("n")),
        "select count(*) n from dossiers where match(id, '00[0-9]7$')"),
    Question(
        "rank and running sum in each unit",
        """from dossiers | keep unit, fee, received, id | add r = rank(), s = running_sum(fee) by unit along received, id
           | summarize n = count(), r = max(r), s = max(s)""",
        """select count(*) n, max(r) r, max(s) s from (select rank() over w r, sum(fee) over (w rows unbounded preceding) s from dossiers
           window w as (partition by unit order by received, id))""",
        lambda t: t.dossiers.select("unit", "fee", "received", "id").sort(["received", "id"]).select(
            pl.int_range(1, pl.len() + 1).over("unit").alias("r"), pl.col("fee").fill_null(0).cum_sum().over("unit").alias("s")).select(
                pl.len().alias("n"), pl.col("r").max(), pl.col("s").max()),
        """select count(*) n, max(r) r, max(s) s from (select rank() over w r, sum(fee) over (partition by unit order by received, id rows unbounded preceding) s from dossiers
           window w as (partition by unit order by received, id))"""),
    Question(
        "the one before",
        """from dossiers | keep unit, received, id | add p = lag(received) by unit along received, id | where p is present
           | summarize n = count(), d = max(days_between(p.date, received.date))""",
        """select count(*) n, max(date_diff('day', cast(p as date), cast(received as date))) d from
           (select received, lag(received) over (partition by unit order by received, id) p from dossiers) where p is not null""",
        lambda t: t.dossiers.select("unit", "received", "id").sort(["received", "id"]).select(
            "received", pl.col("received").shift(1).over("unit").alias("p")).filter(pl.col("p").is_not_null()).select(
                pl.len().alias("n"), (pl.col("received").dt.date() - pl.col("p").dt.date()).dt.total_days().max().alias("d")),
        """select count(*) n, max(date_diff('day', toDate(p), toDate(received))) d from
           (select received, lagInFrame(toNullable(received)) over (partition by unit order by received, id) p from dossiers) where p is not null"""),
    Question(
        "pivot",
        "from dossiers | summarize n = count() by unit, channel | pivot n across channel | summarize rows = count(), c = sum(counter)",
        "select count(*) rows, sum(counter) c from (pivot (select unit, channel from dossiers) on channel using count(*) group by unit)",
        lambda t: t.dossiers.group_by("unit").agg((pl.col("channel") == "counter").sum().alias("counter"), (pl.col("channel") == "online").sum().alias("online"),
                                                  (pl.col("channel") == "post").sum().alias("post")).select(pl.len().alias("rows"), pl.col("counter").sum().alias("c")),
        "select count(*) rows, sum(counter) c from (select unit, countIf(channel = 'counter') counter, countIf(channel = 'online') online, countIf(channel = 'post') post from dossiers group by unit)"),
    Question(
        "median and percentile by unit",
        "from dossiers | summarize m = median(fee), p = percentile(fee, 0.9) by unit.id | summarize m = sum(m), p = sum(p)",
        "select sum(m) m, sum(p) p from (select quantile_cont(fee, 0.5) m, quantile_cont(fee, 0.9) p from dossiers group by unit)",
        lambda t: t.dossiers.group_by("unit").agg(pl.col("fee").quantile(0.5, "linear").alias("m"), pl.col("fee").quantile(0.9, "linear").alias("p")).select(
            pl.col("m").sum(), pl.col("p").sum()),
        "select sum(m) m, sum(p) p from (select quantileExactInclusive(0.5)(fee) m, quantileExactInclusive(0.9)(fee) p from dossiers group by unit)"),
    Question(
        "days from receipt to answer",
        "from dossiers | where finished is present | summarize a = avg(days_between(received.date, finished.date)), m = max(days_between(received.date, finished.date))",
        "select avg(date_diff('day', received, finished)) a, max(date_diff('day', received, finished)) m from dossiers where finished is not null",
        lambda t: t.dossiers.filter(pl.col("finished").is_not_null()).select(
            (pl.col("finished").dt.date() - pl.col("received").dt.date()).dt.total_days().alias("d")).select(pl.col("d").mean().alias("a"), pl.col("d").max().alias("m")),
        "select avg(date_diff('day', toDate(received), toDate(assumeNotNull(finished)))) a, max(date_diff('day', toDate(received), toDate(assumeNotNull(finished)))) m from dossiers where finished is not null"),
    Question(
        "working days from receipt to answer",
        "from dossiers | where finished is present | summarize a = sum(working_days(received.date, finished.date))",
        """select sum(b.n - a.n) a from dossiers d join days a on a.day = cast(d.received as date) join days b on b.day = cast(d.finished as date)
           where finished is not null""",
        lambda t: t.dossiers.filter(pl.col("finished").is_not_null()).select(pl.col("received").dt.date().alias("a"), pl.col("finished").dt.date().alias("b")).join(
            t.days, left_on="a", right_on="day").join(t.days, left_on="b", right_on="day", suffix="_b").select((pl.col("n_b") - pl.col("n")).sum().alias("a")),
        """select sum(b.n - a.n) a from (select toDate(received) r, toDate(assumeNotNull(finished)) f from dossiers where finished is not null) d
           join days a on a.day = d.r join days b on b.day = d.f"""),
]


# The ten group-by and five join questions of db-benchmark, over tables of its published shape (see groupby.py).
DB_GROUP = [
    Question("q1 sum by id1", "from x | summarize v1 = sum(v1) by id1 | summarize n = count(), v1 = sum(v1)",
             "select count(*) n, sum(v1) v1 from (select id1, sum(v1) v1 from x group by id1)",
             lambda t: t.x.group_by("id1").agg(pl.col("v1").sum()).select(pl.len().alias("n"), pl.col("v1").sum())),
    Question("q2 sum by id1:id2", "from x | summarize v1 = sum(v1) by id1, id2 | summarize n = count(), v1 = sum(v1)",
             "select count(*) n, sum(v1) v1 from (select id1, id2, sum(v1) v1 from x group by id1, id2)",
             lambda t: t.x.group_by("id1", "id2").agg(pl.col("v1").sum()).select(pl.len().alias("n"), pl.col("v1").sum())),
    Question("q3 sum, mean by id3", "from x | summarize v1 = sum(v1), v3 = avg(v3) by id3 | summarize n = count(), v1 = sum(v1), v3 = sum(v3)",
             "select count(*) n, sum(v1) v1, sum(v3) v3 from (select id3, sum(v1) v1, avg(v3) v3 from x group by id3)",
             lambda t: t.x.group_by("id3").agg(pl.col("v1").sum(), pl.col("v3").mean()).select(pl.len().alias("n"), pl.col("v1").sum(), pl.col("v3").sum())),
    Question("q4 means by id4", "from x | summarize v1 = avg(v1), v2 = avg(v2), v3 = avg(v3) by id4 | summarize n = count(), v1 = sum(v1), v2 = sum(v2), v3 = sum(v3)",
             "select count(*) n, sum(v1) v1, sum(v2) v2, sum(v3) v3 from (select id4, avg(v1) v1, avg(v2) v2, avg(v3) v3 from x group by id4)",
             lambda t: t.x.group_by("id4").agg(pl.col("v1", "v2", "v3").mean()).select(pl.len().alias("n"), pl.col("v1", "v2", "v3").sum())),
    Question("q5 sums by id6", "from x | summarize v1 = sum(v1), v2 = sum(v2), v3 = sum(v3) by id6 | summarize n = count(), v1 = sum(v1), v2 = sum(v2), v3 = sum(v3)",
             "select count(*) n, sum(v1) v1, sum(v2) v2, sum(v3) v3 from (select id6, sum(v1) v1, sum(v2) v2, sum(v3) v3 from x group by id6)",
             lambda t: t.x.group_by("id6").agg(pl.col("v1", "v2", "v3").sum()).select(pl.len().alias("n"), pl.col("v1", "v2", "v3").sum())),
    Question("q6 median, sd by id4:id5", "from x | summarize m = median(v3), s = stddev(v3) by id4, id5 | summarize n = count(), m = sum(m), s = sum(s)",
             "select count(*) n, sum(m) m, sum(s) s from (select id4, id5, median(v3) m, stddev(v3) s from x group by id4, id5)",
             lambda t: t.x.group_by("id4", "id5").agg(pl.col("v3").median().alias("m"), pl.col("v3").std().alias("s")).select(pl.len().alias("n"), pl.col("m", "s").sum()),
             "select count(*) n, sum(m) m, sum(s) s from (select id4, id5, quantileExactInclusive(0.5)(v3) m, stddevSamp(v3) s from x group by id4, id5)"),
    Question("q7 max - min by id3", "from x | summarize r = max(v1) - min(v2) by id3 | summarize n = count(), r = sum(r)",
             "select count(*) n, sum(r) r from (select id3, max(v1) - min(v2) r from x group by id3)",
             lambda t: t.x.group_by("id3").agg((pl.col("v1").max() - pl.col("v2").min()).alias("r")).select(pl.len().alias("n"), pl.col("r").sum())),
    Question("q8 largest two by id6", "from x | where v3 is present | sort v3 desc | take 2 by id6 | summarize n = count(), v3 = sum(v3)",
             "select count(*) n, sum(v3) v3 from (select v3 from x where v3 is not null qualify row_number() over (partition by id6 order by v3 desc) <= 2)",
             lambda t: t.x.filter(pl.col("v3").is_not_null()).group_by("id6").agg(pl.col("v3").top_k(2)).explode("v3").select(pl.len().alias("n"), pl.col("v3").sum()),
             "select count(*) n, sum(v3) v3 from (select v3 from x where v3 is not null order by v3 desc limit 2 by id6)"),
    Question("q9 variance by id2:id4", "from x | summarize n = count(), s = variance(v1), t = variance(v2) by id2, id4 | summarize n = count(), s = sum(s), t = sum(t)",
             "select count(*) n, sum(s) s, sum(t) t from (select id2, id4, count(*) n, var_samp(v1) s, var_samp(v2) t from x group by id2, id4)",
             lambda t: t.x.group_by("id2", "id4").agg(pl.col("v1").var().alias("s"), pl.col("v2").var().alias("t")).select(pl.len().alias("n"), pl.col("s", "t").sum()),
             "select count(*) n, sum(s) s, sum(t) t from (select id2, id4, count(*) n, varSamp(v1) s, varSamp(v2) t from x group by id2, id4)"),
    Question("q10 by all six", "from x | summarize v3 = sum(v3), n = count() by id1, id2, id3, id4, id5, id6 | summarize groups = count(), v3 = sum(v3), n = sum(n)",
             "select count(*) groups, sum(v3) v3, sum(n) n from (select id1, id2, id3, id4, id5, id6, sum(v3) v3, count(*) n from x group by all)",
             lambda t: t.x.group_by("id1", "id2", "id3", "id4", "id5", "id6").agg(pl.col("v3").sum(), pl.len().alias("n")).select(
                 pl.len().alias("groups"), pl.col("v3").sum(), pl.col("n").sum()),
             "select count(*) groups, sum(v3) v3, sum(n) n from (select id1, id2, id3, id4, id5, id6, sum(v3) v3, count(*) n from x group by id1, id2, id3, id4, id5, id6)"),
]

DB_JOIN = [
    Question("j1 small, inner, int", "from x | join (from small | keep id1, w = v2) as s on id1 | summarize n = count(), v1 = sum(v1), w = sum(s.w)",
             "select count(*) n, sum(x.v1) v1, sum(s.v2) w from x join small s on x.id1 = s.id1",
             lambda t: t.x.join(t.small, on="id1").select(pl.len().alias("n"), pl.col("v1").sum(), pl.col("v2").sum().alias("w"))),
    Question("j2 medium, inner, int", "from x | join (from medium | keep id2, w = v2) as s on id2 | summarize n = count(), v1 = sum(v1), w = sum(s.w)",
             "select count(*) n, sum(x.v1) v1, sum(s.v2) w from x join medium s on x.id2 = s.id2",
             lambda t: t.x.join(t.medium, on="id2").select(pl.len().alias("n"), pl.col("v1").sum(), pl.col("v2").sum().alias("w"))),
    Question("j3 medium, outer, int", "from x | lookup (from medium | keep id2, w = v2) as s on id2 | summarize n = count(), v1 = sum(v1), w = sum(s.w)",
             "select count(*) n, sum(x.v1) v1, sum(s.v2) w from x left join medium s on x.id2 = s.id2",
             lambda t: t.x.join(t.medium, on="id2", how="left").select(pl.len().alias("n"), pl.col("v1").sum(), pl.col("v2").sum().alias("w"))),
    Question("j4 medium, inner, text", "from x | join (from medium | keep id5, w = v2) as s on id5 | summarize n = count(), v1 = sum(v1), w = sum(s.w)",
             "select count(*) n, sum(x.v1) v1, sum(s.v2) w from x join medium s on x.id5 = s.id5",
             lambda t: t.x.join(t.medium, on="id5").select(pl.len().alias("n"), pl.col("v1").sum(), pl.col("v2").sum().alias("w"))),
    Question("j5 big, inner, int", "from x | join (from big | keep id3, w = v2) as s on id3 | summarize n = count(), v1 = sum(v1), w = sum(s.w)",
             "select count(*) n, sum(x.v1) v1, sum(s.v2) w from x join big s on x.id3 = s.id3",
             lambda t: t.x.join(t.big, on="id3").select(pl.len().alias("n"), pl.col("v1").sum(), pl.col("v2").sum().alias("w"))),
]
