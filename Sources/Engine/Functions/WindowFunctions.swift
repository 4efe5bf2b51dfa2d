import Columns
import Semantics

/// Every window function: the rows that the checker, the help and the engine read.
package enum WindowFunctions {
    package static let all: [WindowFunction] = ranks + neighbours + running

    private static let ranks: [WindowFunction] = [
        WindowFunction(
            FunctionSignature(
                "row_number", .window, .windows, [], returns: .kind(.int(nil)), missing: .never,
                "1, 2, 3, … in the order of 'along'",
                example: ("(from rows (x) [(5), (7)] | add n = row_number() | summarize max(n))", "2"))
        ) { _ in { _, frame, _ in Ranks.rowNumber(frame) } },
        WindowFunction(
            FunctionSignature(
                "rank", .window, .windows, [], returns: .kind(.int(nil)), missing: .never, needsOrder: true,
                "the place in the order of 'along'; equal rows share one, and the next is skipped",
                example: ("(from rows (x) [(5), (5), (7)] | add n = rank() along x | summarize max(n))", "3"))
        ) { _ in { _, frame, _ in Ranks.column(Ranks.rank(frame), nil) } },
        WindowFunction(
            FunctionSignature(
                "rank", .window, .windows, [("x", .ordered)], returns: .kind(.int(nil)),
                "the place of x, 1 for the least (with 'desc' the greatest); equal values share one, and the next is skipped",
                example: ("(from rows (x) [(5), (5), (7)] | add n = rank(x) | summarize max(n))", "3")),
            ordersByArgument: true
        ) { _ in { arguments, frame, _ in Ranks.column(Ranks.rank(frame), arguments[0].validity) } },
        WindowFunction(
            FunctionSignature(
                "dense_rank", .window, .windows, [], returns: .kind(.int(nil)), missing: .never, needsOrder: true,
                "the place in the order of 'along'; equal rows share one, and none is skipped",
                example: ("(from rows (x) [(5), (5), (7)] | add n = dense_rank() along x | summarize max(n))", "2"))
        ) { _ in { _, frame, _ in Ranks.column(Ranks.denseRank(frame), nil) } },
        WindowFunction(
            FunctionSignature(
                "dense_rank", .window, .windows, [("x", .ordered)], returns: .kind(.int(nil)),
                "the place of x; equal values share one, and none is skipped",
                example: ("(from rows (x) [(5), (5), (7)] | add n = dense_rank(x) | summarize max(n))", "2")),
            ordersByArgument: true
        ) { _ in { arguments, frame, _ in Ranks.column(Ranks.denseRank(frame), arguments[0].validity) } },
        WindowFunction(
            FunctionSignature(
                "percent_rank", .window, .windows, [("x", .ordered)], returns: .kind(.float(nil)),
                "the share of the other rows that x comes after: 0 for the first, 1 for the last",
                example: ("(from rows (x) [(5), (6), (7)] | add n = percent_rank(x) | where x == 6 | summarize max(n))", "0.5")),
            ordersByArgument: true
        ) { _ in { arguments, frame, _ in try Ranks.percentRank(frame, arguments[0].validity) } },
        WindowFunction(
            FunctionSignature(
                "tiles", .window, .windows, [("n", .constant(.int))], returns: .kind(.int(nil)), missing: .never,
                "which of n equally long runs of rows this one is in, in the order of 'along'",
                example: ("(from rows (x) [(5), (6), (7)] | add n = tiles(2) along x | where x == 7 | summarize max(n))", "2"))
        ) { site in
            let n = try count(site, 0, of: "tiles")
            return { _, frame, _ in Ranks.tiles(n, frame) }
        },
    ]

    private static let neighbours: [WindowFunction] = [
        WindowFunction(
            FunctionSignature(
                "lag", .window, .windows, [("x", .any), ("n", .constant(.int))], optional: 1, returns: .like(0), missing: .possible,
                "x of the row before, or n rows before",
                example: ("(from rows (x) [(5), (7)] | add y = lag(x) along x | summarize max(y))", "5"))
        ) { site in
            let distance = try distance(site)
            return { arguments, frame, _ in Neighbours.lag(arguments[0], by: distance, frame) }
        },
        WindowFunction(
            FunctionSignature(
                "lead", .window, .windows, [("x", .any), ("n", .constant(.int))], optional: 1, returns: .like(0), missing: .possible,
                "x of the row after, or n rows after",
                example: ("(from rows (x) [(5), (7)] | add y = lead(x) along x | summarize max(y))", "7"))
        ) { site in
            let distance = try distance(site)
            return { arguments, frame, _ in Neighbours.lag(arguments[0], by: -distance, frame) }
        },
        WindowFunction(
            FunctionSignature(
                "first_value", .window, .windows, [("x", .any)], returns: .like(0),
                "x of the first row in the order of 'along'",
                example: ("(from rows (x) [(7), (5)] | add y = first_value(x) along x | summarize max(y))", "5"))
        ) { _ in { arguments, frame, _ in Neighbours.first(arguments[0], frame) } },
        WindowFunction(
            FunctionSignature(
                "last_value", .window, .windows, [("x", .any)], returns: .like(0),
                "x of the last row in the order of 'along'",
                example: ("(from rows (x) [(7), (5)] | add y = last_value(x) along x | summarize min(y))", "7"))
        ) { _ in { arguments, frame, _ in Neighbours.last(arguments[0], frame) } },
        WindowFunction(
            FunctionSignature(
                "prior", .window, .windows, [("x", .any), ("d", .duration)], returns: .like(0), missing: .possible,
                "x of the row whose period or day lies d before this one's, by the calendar",
                example: ("(from rows (p, x) [(@2018, 5), (@2019, 7)] | add y = prior(x, 1 year) along p | summarize max(y))", "5"))
        ) { site in
            // The checker has put the key to look along, and that key minus d, in place of d.
            guard site.argumentTypes.count == 3 else { preconditionFailure("'prior' comes with its keys") }
            let type = site.argumentTypes[2]
            return { arguments, frame, context in
                try Neighbours.withKey(arguments[0], keys: arguments[1], wanted: arguments[2], type: type, frame, context.display)
            }
        },
    ]

    private static let running: [WindowFunction] = [
        WindowFunction(
            FunctionSignature(
                "running_sum", .window, .windows, [("x", .numberOrPoints)], returns: .like(0), missing: .never,
                "the sum of x over the rows so far",
                example: ("(from rows (x) [(5), (7)] | add y = running_sum(x) along x | summarize max(y))", "12"))
        ) { site in { arguments, frame, _ in try RunningTotals.sum(arguments[0], width: nil, type: site.resultType, frame) } },
        WindowFunction(
            FunctionSignature(
                "running_avg", .window, .windows, [("x", .numberOrPoints)], returns: .floatLike(0), missing: .possible,
                "the mean of x over the rows so far",
                example: ("(from rows (x) [(5), (8)] | add y = running_avg(x) along x | summarize max(y))", "6.5"))
        ) { site in
            let isFloat = site.argumentTypes[0].kind.isFloat
            return { arguments, frame, _ in try RunningTotals.average(arguments[0], width: nil, isFloat: isFloat, frame) }
        },
        WindowFunction(
            FunctionSignature(
                "running_min", .window, .windows, [("x", .ordered)], returns: .like(0), missing: .possible,
                "the least x so far",
                example: ("(from rows (n, x) [(1, 7), (2, 5)] | add y = running_min(x) along n | summarize max(y))", "7"))
        ) { site in
            { arguments, frame, context in try RunningTotals.extreme(arguments[0], isMaximum: false, type: site.argumentTypes[0], frame, context) }
        },
        WindowFunction(
            FunctionSignature(
                "running_max", .window, .windows, [("x", .ordered)], returns: .like(0), missing: .possible,
                "the greatest x so far",
                example: ("(from rows (n, x) [(1, 7), (2, 5)] | add y = running_max(x) along n | summarize min(y))", "7"))
        ) { site in
            { arguments, frame, context in try RunningTotals.extreme(arguments[0], isMaximum: true, type: site.argumentTypes[0], frame, context) }
        },
        WindowFunction(
            FunctionSignature(
                "running_count", .window, .windows, [], returns: .kind(.int(nil)), missing: .never,
                "the number of rows so far",
                example: ("(from rows (x) [(5), (7)] | add y = running_count() along x | summarize max(y))", "2"))
        ) { _ in { _, frame, _ in RunningTotals.count(nil, frame) } },
        WindowFunction(
            FunctionSignature(
                "running_count", .window, .windows, [("x", .any)], returns: .kind(.int(nil)), missing: .never,
                "the number of rows so far where x is present",
                example: ("(from rows (n, x) [(1, 5), (2, missing)] | add y = running_count(x) along n | summarize max(y))", "1"))
        ) { _ in { arguments, frame, _ in RunningTotals.count(arguments[0].validity, frame) } },
        WindowFunction(
            FunctionSignature(
                "moving_sum", .window, .windows, [("x", .numberOrPoints), ("n", .constant(.int))], returns: .like(0), missing: .never,
                "the sum of x over this row and those before it, n rows in all (fewer at the start)",
                example: ("(from rows (x) [(5), (7), (9)] | add y = moving_sum(x, 2) along x | summarize max(y))", "16"))
        ) { site in
            let width = try count(site, 1, of: "moving_sum")
            return { arguments, frame, _ in try RunningTotals.sum(arguments[0], width: width, type: site.resultType, frame) }
        },
        WindowFunction(
            FunctionSignature(
                "moving_avg", .window, .windows, [("x", .numberOrPoints), ("n", .constant(.int))], returns: .floatLike(0), missing: .possible,
                "the mean of x over this row and those before it, n rows in all (fewer at the start)",
                example: ("(from rows (x) [(5), (7), (9)] | add y = moving_avg(x, 2) along x | summarize max(y))", "8"))
        ) { site in
            let width = try count(site, 1, of: "moving_avg")
            let isFloat = site.argumentTypes[0].kind.isFloat
            return { arguments, frame, _ in try RunningTotals.average(arguments[0], width: width, isFloat: isFloat, frame) }
        },
    ]

    /// More than a partition has: what reaches farther reaches over all of it.
    private static let mostRows = Int64(Int32.max)

    /// A constant number of rows, at least 1.
    private static func count(_ site: CallSite, _ position: Int, of name: String) throws -> Int {
        guard case .int(let number)? = site.constants[position], number >= 1 else {
            throw FunctionProblem(.notACount(of: name), argument: position)
        }
        return Int(min(number, mostRows))
    }

    private static func distance(_ site: CallSite) throws -> Int {
        guard site.constants.count > 1 else { return 1 }
        guard case .int(let number)? = site.constants[1] else { throw FunctionProblem(.notADistance, argument: 1) }
        return Int(max(-mostRows, min(number, mostRows)))
    }
}
