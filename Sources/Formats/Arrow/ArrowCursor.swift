import Columns
import Diagnostics
import Semantics
import Tables

/// One reading of Arrow files: reads the wanted columns group by group, brings them to their types, hands out batches.
final class ArrowCursor: BatchCursor {
    struct Wanted {
        var name: String
        var type: Type
        var isPrivate: Bool
        /// Values must be what a model promises.
        var isDeclared: Bool
    }

    private let source: ArrowSource
    private let wanted: [Wanted]
    private let context: any ReadingContext
    private let problems: CellProblems

    private var fileIndex = -1
    private var reader: ArrowColumnReader?
    private var converters: [ArrowConverter] = []
    /// Where the wanted columns stand in the file.
    private var fields: [Int] = []
    private var batchIndex = 0
    /// What is left of the batch.
    private var groups: ArraySlice<Range<Int>> = []
    /// Rows of the file before the batch.
    private var rowsBefore = 0

    private var group: [Column] = []
    private var groupCount = 0
    private var handedOut = 0

    init(_ source: ArrowSource, _ wanted: [Wanted], context: any ReadingContext) {
        self.source = source
        self.wanted = wanted
        self.context = context
        problems = CellProblems(columns: wanted.map { ($0.name, $0.isPrivate) })
    }

    func next() throws -> Batch? {
        if handedOut == groupCount, try !readGroup() { return nil }
        let range = handedOut..<min(handedOut + Batch.capacity, groupCount)
        handedOut = range.upperBound
        return Batch(columns: group.map { $0.slice(range) }, count: range.count)
    }

    /// - Returns: false after the last group of the last file.
    private func readGroup() throws -> Bool {
        try context.checkCancelled()
        guard let rows = try nextRows(), let reader else { return false }
        let path = source.arrowFiles[fileIndex].input.path
        var columns: [Column] = []
        do throws(ArrowProblem) {
            for slot in wanted.indices { columns.append(try column(slot, rows, reader, path)) }
        } catch { throw error.diagnostics(at: path) }
        if !problems.isEmpty {
            guard context.keepsGoing else { throw problems.diagnostics() }
            for (column, count) in problems.takeCounts() { context.counters.addBadCells(column, count) }
        }
        group = columns
        groupCount = rows.count
        handedOut = 0
        return true
    }

    private func column(_ slot: Int, _ rows: Range<Int>, _ reader: ArrowColumnReader, _ path: String) throws(ArrowProblem) -> Column {
        let wanted = wanted[slot]
        var told: Set<Int> = []
        func report(_ row: Int, _ problem: CellProblem, _ value: String) {
            told.insert(row)
            let number = rowsBefore + row + 1
            problems.add(slot: slot, problem, cell: value, file: path, place: CellPlace(line: number, text: "row \(number)"))
        }
        let found = try reader.column(fields[slot], batch: batchIndex, rows: rows, report: report)
        let column = converters[slot].convert(found) { row, problem, value in report(rows.lowerBound + row, problem, value) }
        if wanted.isDeclared, !wanted.type.isOptional, let validity = column.validity {
            for row in 0..<column.count where !validity[row] && !told.contains(rows.lowerBound + row) { report(rows.lowerBound + row, .isEmpty, "") }
        }
        return column
    }

    /// The next rows of this batch or a following one, perhaps of another file.
    private func nextRows() throws -> Range<Int>? {
        while true {
            if let rows = groups.popFirst() { return rows }
            if let file = reader?.file, batchIndex + 1 < file.batches.count {
                rowsBefore += batchIndex < 0 ? 0 : file.batches[batchIndex].rowCount
                batchIndex += 1
                groups = file.groups(of: batchIndex)[...]
                continue
            }
            if fileIndex >= 0, !source.arrowFiles[fileIndex].input.isUnchanged() { throw Message.changedWhileRead(source.arrowFiles[fileIndex].input.path) }
            guard fileIndex + 1 < source.arrowFiles.count else { return nil }
            fileIndex += 1
            try begin(source.arrowFiles[fileIndex])
        }
    }

    private func begin(_ file: ArrowSource.File) throws {
        reader = ArrowColumnReader(file.arrow, zone: source.zone)
        batchIndex = -1
        rowsBefore = 0
        fields = []
        converters = []
        for column in wanted {
            guard let index = file.names.firstIndex(of: column.name) else {
                throw Message.missingColumn(column.name, in: file.input.path, wantedBy: "the query uses", present: file.names)
            }
            guard let kind = file.arrow.fields[index].kind else {
                throw ArrowProblem.column(column.name, holds: file.arrow.fields[index].contents).diagnostics(at: file.input.path)
            }
            fields.append(index)
            let type = CellType(type: column.type, notation: file.options.notation, dates: column.type.kind.isDay ? file.options.dates : nil)
            converters.append(ArrowConverter(from: kind, to: type, zone: source.zone))
        }
    }
}
