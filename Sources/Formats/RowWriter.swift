import Columns
import Tables

/// A format that is written row by row.
protocol RowEncoder: AnyObject {
    /// An encoder of the same format, for a thread of its own.
    func another() -> any RowEncoder
    /// Looks at what the rows of a table, or of a piece of one, have in common.
    func prepare(_ table: ResultTable, _ text: MachineText)
    /// What stands before the rows of a result.
    func begin(_ table: ResultTable, isFirst: Bool, to output: inout [UInt8])
    func append(rows: Range<Int>, of table: ResultTable, isFirst: Bool, _ text: MachineText, to output: inout [UInt8])
    func end(_ table: ResultTable, isEmpty: Bool, to output: inout [UInt8])
    /// What was met since `prepare` that a spreadsheet would run; of formats that no spreadsheet opens, nothing.
    func formulas(in table: ResultTable) -> [FormulaTexts]
}

extension RowEncoder {
    func formulas(in table: ResultTable) -> [FormulaTexts] { [] }
}

/// Writes results row by row, or piece by piece: each thread makes the bytes of a share of the rows, and they are handed on in order.
final class RowWriter {
    /// One for each thread; the first one writes what stands around the rows.
    private var encoders: [any RowEncoder]
    private let threads: Int
    private let rowsPerThread: Int
    /// No row of the result has been written.
    private var isEmpty = true

    /// Rows of which the bytes are in memory together, some ten megabytes.
    private static let rowsAtOnce = 1 << 16

    /// - Parameter rowsPerThread: rows that are worth a thread: it takes as long to start as some hundred rows to write.
    init(_ encoder: any RowEncoder, threads: Int, rowsPerThread: Int = 4_096) {
        encoders = [encoder]
        self.threads = threads
        self.rowsPerThread = rowsPerThread
    }

    /// - Returns: how many texts a spreadsheet would run, by their columns.
    func write(_ table: ResultTable, isFirst: Bool, _ text: MachineText, to sink: ByteSink) throws -> [FormulaTexts] {
        let parts = max(1, min(threads, table.rowCount / rowsPerThread))
        while encoders.count < parts { encoders.append(encoders[0].another()) }
        let used = encoders.prefix(parts)
        for encoder in used { encoder.prepare(table, text) }
        var output: [UInt8] = []
        func flush() throws {
            try output.withUnsafeBytes { try sink($0) }
            output.removeAll(keepingCapacity: true)
        }
        if !table.continues {
            isEmpty = true
            used[0].begin(table, isFirst: isFirst, to: &output)
        }
        try flush()
        for start in stride(from: 0, to: table.rowCount, by: Self.rowsAtOnce) {
            let rows = start..<min(start + Self.rowsAtOnce, table.rowCount)
            for share in shares(rows, of: table, used, text) { try share.withUnsafeBytes { try sink($0) } }
            isEmpty = false
        }
        if !table.goesOn { used[0].end(table, isEmpty: isEmpty, to: &output) }
        try flush()
        return formulas(in: table, used)
    }

    /// The bytes of each thread's share of some rows.
    private func shares(_ rows: Range<Int>, of table: ResultTable, _ encoders: ArraySlice<any RowEncoder>, _ text: MachineText) -> [[UInt8]] {
        let team = Team(encoders: Array(encoders))
        let shares = SharedResults<[UInt8]>(repeating: [], count: encoders.count)
        let isStart = isEmpty
        Parallelism.run(encoders.count) { number in
            let share = (rows.lowerBound + rows.count * number / shares.count)..<(rows.lowerBound + rows.count * (number + 1) / shares.count)
            var output: [UInt8] = []
            team.encoders[number].append(rows: share, of: table, isFirst: isStart && number == 0, text, to: &output)
            shares[number] = output
        }
        return shares.values
    }

    /// Encoders that threads use, each its own.
    private struct Team: @unchecked Sendable {
        let encoders: [any RowEncoder]
    }

    private func formulas(in table: ResultTable, _ encoders: ArraySlice<any RowEncoder>) -> [FormulaTexts] {
        var all: [FormulaTexts] = []
        for found in encoders.flatMap({ $0.formulas(in: table) }) { all.add(found) }
        return all
    }
}
