#!/usr/bin/env python3
"""Holds our Arrow files against pyarrow, pandas and Polars. By hand, in an environment that has them:

    Scripts/conformance/arrow.py check .build/release/motcua    # both ways: they read ours, we read theirs
    Scripts/conformance/arrow.py files Tests/FormatsTests/Files # the files that the tests of FormatsTests read
"""
import datetime
import decimal
import json
import os
import subprocess
import sys
import tempfile

import pandas
import polars
import pyarrow
import pyarrow.feather
import pyarrow.ipc

Number = decimal.Decimal


def every_type():
    """Three rows of each type that is read, and of each that is refused, behind it a column to see that nothing has shifted."""
    day = datetime.date
    columns = {
        "nothing": pyarrow.nulls(3),
        "bool": pyarrow.array([True, None, False]),
        "int8": pyarrow.array([1, -2, None], pyarrow.int8()),
        "uint8": pyarrow.array([255, 0, 1], pyarrow.uint8()),
        "int16": pyarrow.array([1, -2, 3], pyarrow.int16()),
        "uint16": pyarrow.array([65535, 2, 3], pyarrow.uint16()),
        "int32": pyarrow.array([1, -2, 3], pyarrow.int32()),
        "uint32": pyarrow.array([4294967295, 2, 3], pyarrow.uint32()),
        "int64": pyarrow.array([2**62, -2, None], pyarrow.int64()),
        "uint64": pyarrow.array([1, 2, 3], pyarrow.uint64()),
        "float16": pyarrow.array([1.5, None, -2], pyarrow.float16()),
        "float32": pyarrow.array([1.5, None, float("nan")], pyarrow.float32()),
        "float64": pyarrow.array([1.5, 0.1, 1e300], pyarrow.float64()),
        "decimal32": pyarrow.array([Number("1.25"), None, Number("-3.10")], pyarrow.decimal32(9, 2)),
        "decimal64": pyarrow.array([Number("1.25"), None, Number("-3.10")], pyarrow.decimal64(18, 2)),
        "decimal128": pyarrow.array([Number("12345678901234567890.25"), None, Number("-3.10")], pyarrow.decimal128(38, 2)),
        "decimal256": pyarrow.array([Number("12345678901234567890.25"), None, Number("-3.10")], pyarrow.decimal256(60, 2)),
        "utf8": pyarrow.array(["Nam Định", None, ""]),
        "large_utf8": pyarrow.array(["a", "b" * 20, None], pyarrow.large_string()),
        "utf8_view": pyarrow.array(["short", "longer than the twelve bytes of a view", None], pyarrow.string_view()),
        "decomposed": pyarrow.array(["e\u0301", "a", "b"]),
        "dictionary": pyarrow.array(["x", None, "x"]).dictionary_encode(),
        "dictionary_of_int": pyarrow.DictionaryArray.from_arrays(pyarrow.array([0, 1, 0], pyarrow.uint8()), pyarrow.array([10, None])),
        "date32": pyarrow.array([day(2019, 6, 30), None, day(1, 1, 1)], pyarrow.date32()),
        "date64": pyarrow.array([day(2019, 6, 30), None, day(1969, 12, 31)], pyarrow.date64()),
        "seconds": pyarrow.array([1, None, -1], pyarrow.timestamp("s")),
        "milliseconds": pyarrow.array([1, None, -1], pyarrow.timestamp("ms")),
        "microseconds_utc": pyarrow.array([1, None, -1], pyarrow.timestamp("us", tz="UTC")),
        "nanoseconds_zone": pyarrow.array([1500, None, -1], pyarrow.timestamp("ns", tz="Asia/Ho_Chi_Minh")),
        "time32": pyarrow.array([3661, None, 0], pyarrow.time32("s")),
        "time64": pyarrow.array([3661_000_001, None, 0], pyarrow.time64("us")),
        "duration": pyarrow.array([86400, None, 0], pyarrow.duration("s")),
        "interval": pyarrow.array([(1, 2, 0), None, (0, 0, 0)], pyarrow.month_day_nano_interval()),
        "binary": pyarrow.array([b"x", None, b""]),
        "list": pyarrow.array([[1], None, []]),
        "struct": pyarrow.array([{"a": 1}, None, {"a": 2}]),
        "map": pyarrow.array([[("a", 1)], None, []], pyarrow.map_(pyarrow.string(), pyarrow.int32())),
        "last": pyarrow.array([7, 8, 9]),
    }
    return pyarrow.table(columns)


REFUSED = ["binary", "list", "struct", "map"]


def write(table, path, stream=False, times=2, **options):
    opened = pyarrow.ipc.new_stream if stream else pyarrow.ipc.new_file
    with opened(path, table.schema, options=pyarrow.ipc.IpcWriteOptions(**options)) as writer:
        for _ in range(times):
            writer.write_table(table)


def write_dictionaries(path, lists, stream):
    """Batches whose dictionaries grow (a delta where one continues the last) or are others."""
    batches = [
        pyarrow.record_batch([pyarrow.DictionaryArray.from_arrays(pyarrow.array(list(range(len(values)))), pyarrow.array(values))], ["word"])
        for values in lists
    ]
    options = pyarrow.ipc.IpcWriteOptions(emit_dictionary_deltas=True)
    opened = pyarrow.ipc.new_stream if stream else pyarrow.ipc.new_file
    with opened(path, batches[0].schema, options=options) as writer:
        for batch in batches:
            writer.write_batch(batch)


def polars_frame():
    return polars.DataFrame({
        "id": ["a", None, "đ" * 9],
        "kind": polars.Series(["x", "y", "x"], dtype=polars.Categorical),
        "state": polars.Series(["open", "done", None], dtype=polars.Enum(["open", "done"])),
        "fee": polars.Series([Number("1.50"), None, Number("2.25")], dtype=polars.Decimal(12, 2)),
        "at": [datetime.datetime(2019, 6, 30, 14, 5), None, datetime.datetime(2020, 1, 1)],
        "day": [datetime.date(2019, 6, 30), None, datetime.date(2020, 1, 1)],
        "n": polars.Series([1, 2, None], dtype=polars.UInt16),
    })


def pandas_frame():
    return pandas.DataFrame({
        "id": ["a", None, "b"],
        "n": [1.0, None, 3.0],
        "kind": pandas.Categorical(["x", "y", "x"]),
        "at": pandas.to_datetime(["2019-06-30 14:05", None, "2020-01-01 00:00"]),
        "wait": pandas.to_timedelta(["2 days", None, "0 days"]),
    })


def files(folder):
    def at(name):
        return os.path.join(folder, name)

    table = every_type()
    write(table, at("types.arrow"))
    write(table, at("types.arrows"), stream=True)
    write(table, at("types-v4.arrow"), times=1, metadata_version=pyarrow.ipc.MetadataVersion.V4)
    write(table, at("types-legacy.arrows"), stream=True, times=1, use_legacy_format=True)
    small = table.select(["utf8", "last"])
    write(small, at("lz4.arrow"), times=1, compression="lz4")
    write(small, at("zstd.arrow"), times=1, compression="zstd")
    write_dictionaries(at("delta.arrow"), [["a", "b"], ["a", "b", "c"]], stream=False)
    write_dictionaries(at("replaced.arrows"), [["a", "b"], ["a", "b", "c"], ["z", "a"]], stream=True)
    polars_frame().write_ipc(at("polars.arrow"), compression="uncompressed")
    pandas_frame().to_feather(at("pandas.feather"), compression="uncompressed")
    write(pyarrow.table({"n": pyarrow.array([1, 2**63], pyarrow.uint64())}), at("too-large.arrow"), times=1)
    write(pyarrow.table({"x": [1.5, float("nan"), float("-inf")]}), at("infinite.arrow"), times=1)


# Both ways


def run(motcua, program, *options):
    done = subprocess.run([motcua, "--no-cache", *options, "-c", program], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{program}\n{done.stderr}")
    return done.stdout


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r} is not {wanted!r}")
    print(f"equal: {what}")


def check(motcua):
    with tempfile.TemporaryDirectory() as folder:
        files(folder)
        columns = [name for name in every_type().column_names if name not in REFUSED]
        rows = {}
        for name in ["types.arrow", "types.arrows", "types-v4.arrow", "types-legacy.arrows"]:
            text = run(motcua, f'from "{folder}/{name}" | keep {", ".join(columns)} | take 3', "--format", "jsonl")
            rows[name] = [json.loads(line, parse_float=Number) for line in text.splitlines()]
            expect(f"{name} as the first", rows[name], rows["types.arrow"])
        first = rows["types.arrow"]
        wanted = every_type().to_pylist()
        for name in ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "decimal32", "decimal64", "decimal128",
                     "decimal256", "utf8", "large_utf8", "utf8_view", "dictionary", "dictionary_of_int", "last"]:
            expect(f"we read {name}", [row[name] for row in first], [row[name] for row in wanted])
        for name in ["date32", "date64"]:
            expect(f"we read {name}", [row[name] for row in first], [row[name].isoformat() if row[name] else None for row in wanted])

        # Ours, read by them.
        saved = f"{folder}/saved.arrow"
        run(motcua, f'from "{folder}/types.arrow" | keep {", ".join(columns)} | save "{saved}"')
        theirs = pyarrow.ipc.open_file(saved).read_all()
        theirs.validate(full=True)
        for name in ["bool", "int8", "int64", "decimal128", "utf8", "large_utf8", "utf8_view", "dictionary", "date32", "date64", "last"]:
            expect(f"pyarrow reads {name}", theirs.column(name).to_pylist(), every_type().column(name).to_pylist() * 2)
        frame = polars.read_ipc(saved)
        plain = [name for name in frame.columns if name not in ["duration", "interval"]]
        expect("polars reads as pyarrow does", [str(value) for value in frame.select("utf8", "int64", "date32", "decimal128").rows()],
               [str(tuple(row.values())) for row in theirs.select(["utf8", "int64", "date32", "decimal128"]).to_pylist()])
        expect("pandas reads as many rows", len(pandas.read_feather(saved, columns=plain)), 6)
        again = run(motcua, f'from "{saved}" | keep {", ".join(columns)}', "--format", "jsonl")
        expect("we read ours", again, run(motcua, f'from "{folder}/types.arrow" | keep {", ".join(columns)}', "--format", "jsonl"))
        for name, frame in [("polars.arrow", polars_frame().to_dicts()), ("pandas.feather", pandas_frame().to_dict("records"))]:
            found = [json.loads(line) for line in run(motcua, f'from "{folder}/{name}"', "--format", "jsonl").splitlines()]
            expect(f"{name}: id", [row["id"] for row in found], [row["id"] if isinstance(row["id"], str) else None for row in frame])


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("check", "files"):
        sys.exit(__doc__)
    (check if sys.argv[1] == "check" else files)(sys.argv[2])
