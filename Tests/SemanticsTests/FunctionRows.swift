import Semantics

/// A few rows of function tables: one for each way of naming arguments and results.
let functionRows: [FunctionSignature] = aggregateRows + windowRows + scalarRows

private func row(
    _ name: String, _ role: FunctionSignature.Role, _ parameters: [(name: String, type: FunctionSignature.Parameter)], _ result: FunctionSignature.Result,
    _ missing: FunctionSignature.Missing = .propagates, optional: Int = 0, repeats: Bool = false
) -> FunctionSignature {
    FunctionSignature(name, role, .number, parameters, optional: optional, repeats: repeats, returns: result, missing: missing, "", example: ("", ""))
}

private let aggregateRows: [FunctionSignature] = [
    row("count", .aggregate, [], .kind(.int(nil)), .never),
    row("count", .aggregate, [("x", .any)], .kind(.int(nil)), .never),
    row("count_distinct", .aggregate, [("x", .any)], .kind(.int(nil)), .never),
    row("sum", .aggregate, [("x", .numberOrPoints)], .like(0), .never),
    row("avg", .aggregate, [("x", .numberOrPoints)], .floatLike(0), .possible),
    row("min", .aggregate, [("x", .ordered)], .like(0), .possible),
    row("max", .aggregate, [("x", .ordered)], .like(0), .possible),
    row("percentile", .aggregate, [("x", .numberOrPoints), ("p", .constant(.number))], .floatLike(0), .possible),
    row("percentile", .aggregate, [("x", .ordered), ("p", .constant(.number))], .like(0), .possible),
    row("most_frequent", .aggregate, [("x", .any), ("n", .constant(.int))], .kind(.text), .possible),
    row("histogram", .aggregate, [("x", .numberOrPoints)], .kind(.text), .possible),
    row("histogram", .aggregate, [("x", .date)], .kind(.text), .possible),
    row("first", .aggregate, [("x", .any)], .like(0), .possible),
    row("join_text", .aggregate, [("x", .text), ("separator", .constant(.text))], .kind(.text), .possible),
    row("pool", .aggregate, [("x", .ratio)], .like(0), .possible),
    row("avg_of_rows", .aggregate, [("x", .ratio)], .kind(.ratio(counted: false)), .possible),
]

private let windowRows: [FunctionSignature] = [
    row("row_number", .window, [], .kind(.int(nil)), .never),
    row("rank", .window, [("x", .ordered)], .kind(.int(nil)), .never),
    row("lag", .window, [("x", .any), ("n", .constant(.int))], .like(0), .possible, optional: 1),
    row("running_sum", .window, [("x", .number)], .like(0)),
]

private let scalarRows: [FunctionSignature] = [
    row("lower", .scalar, [("x", .text)], .kind(.text)),
    row("length", .scalar, [("x", .text)], .kind(.int(nil))),
    row("parse_number", .scalar, [("x", .text), ("style", .constant(.text))], .kind(.decimal(nil)), .possible, optional: 1),
    row("abs", .scalar, [("x", .numberOrPoints)], .like(0)),
    row("round", .scalar, [("x", .number)], .kind(.int(nil))),
    row("round", .scalar, [("x", .number), ("digits", .int)], .like(0)),
    row("sqrt", .scalar, [("x", .number)], .kind(.float(nil)), .possible),
    row("max_of", .scalar, [("a", .ordered), ("b", .ordered)], .common, repeats: true),
    row("bands", .scalar, [("x", .number), ("limits", .list(.number))], .bands(1)),
    row("size", .scalar, [("x", .text)], .kind(.int(nil))),
    row("size", .scalar, [("x", .period)], .kind(.int(nil))),
    row("days_between", .scalar, [("a", .date), ("b", .date)], .kind(.int(nil))),
    row("working_days", .scalar, [("a", .date), ("b", .date), ("calendar", .constant(.text))], .kind(.int(nil)), optional: 1),
    row("start_of", .scalar, [("x", .dateOrPeriod)], .kind(.date)),
    row("end_of", .scalar, [("x", .dateOrPeriod)], .kind(.date)),
    row("year", .scalar, [("x", .dateOrPeriod)], .kind(.period)),
    row("quarter", .scalar, [("x", .dateOrPeriod)], .kind(.period)),
    row("month", .scalar, [("x", .dateOrPeriod)], .kind(.period)),
    row("day", .scalar, [("x", .dateOrPeriod)], .kind(.period)),
    row("hour", .scalar, [("x", .timestamp)], .kind(.int(nil))),
    row("weekday", .scalar, [("x", .date)], .oneOf(["monday", "tuesday"])),
]
