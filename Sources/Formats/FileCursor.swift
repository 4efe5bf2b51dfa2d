import Columns
import Diagnostics
import Engine
import Semantics

/// One reading of files: scans records, converts the wanted cells, hands out batches.
///
/// Rows are converted in groups of some ten thousand, so that text of one group shares a dictionary, and cut into batches
/// afterwards, which costs nothing. Memory holds one window of the file and one group.
final class FileCursor: BatchCursor {
    private let source: FileSource
    private let columns: [String]
    private let types: [CellType]
    private let wanted: [WantedColumn]
    /// Cells must be what a model promises; without one they are what they are.
    private let isDeclared: Bool
    private let context: QueryContext
    private let converters: [any CellConverter]
    private let problems: CellProblems
    private let table: SpanTable

    private var fileIndex = 0
    /// Rows of each file so far.
    private var fileRows: [Int]
    private var scanner: (any RecordScanner)?
    /// Bytes of the file at hand that have been told to whoever watches.
    private var bytesTold = 0
    /// The group that is being handed out, and how far.
    private var group: [Column] = []
    private var groupCount = 0
    private var handedOut = 0

    private let groupRows: Int
    /// A group is closed before its texts are larger than this.
    private static let groupBytes = 64 << 20
    /// How far bad cells are counted after the first one.
    private static let rowsCounted = 1_000_000

    init(_ source: FileSource, columns: [String], types: [CellType], isPrivate: [Bool], isDeclared: Bool, context: QueryContext, groupRows: Int = 1 << 15) {
        self.source = source
        self.groupRows = groupRows
        self.columns = columns
        self.types = types
        self.isDeclared = isDeclared
        wanted = zip(columns, types).map { WantedColumn(name: $0, isDeclaredTime: isDeclared && ($1.type.kind == .date || $1.type.kind == .timestamp)) }
        self.context = context
        converters = types.map { $0.makeConverter(zone: source.zone) }
        problems = CellProblems(columns: zip(columns, isPrivate).map { ($0, $1) })
        table = SpanTable(slotCount: columns.count)
        fileRows = [Int](repeating: 0, count: source.files.count)
        context.progress.expectBytes(source.files.reduce(0) { $0 + $1.input.facts.size })
    }

    func next() throws -> Batch? {
        if handedOut == groupCount {
            try readGroup()
            if groupCount == 0 { return nil }
        }
        let range = handedOut..<min(handedOut + Batch.capacity, groupCount)
        handedOut = range.upperBound
        return Batch(columns: group.map { $0.slice(range) }, count: range.count)
    }

    private func readGroup() throws {
        var rows = 0
        while rows < groupRows {
            let found = try convert(limit: groupRows - rows)
            if found == 0 { break }
            rows += found
            if converters.reduce(0, { $0 + $1.heldBytes }) > Self.groupBytes { break }
        }
        group = converters.map { $0.finish() }
        groupCount = rows
        handedOut = 0
    }

    /// Scans and converts the next records of this file or the following ones; 0 after the last.
    private func convert(limit: Int) throws -> Int {
        try context.checkCancelled()
        guard try scanNext(limit: limit), let scanner else { return 0 }
        convertCells(scanner)
        if !problems.isEmpty {
            if context.keepsGoing {
                for (column, count) in problems.takeCounts() { context.counters.addBadCells(column, count) }
            } else {
                try countFurtherProblems()
                throw problems.diagnostics()
            }
        }
        return table.count
    }

    private func scanNext(limit: Int) throws -> Bool {
        while fileIndex < source.files.count {
            let file = source.files[fileIndex]
            let current = try scanner ?? file.layout.makeScanner(file.input, blockSize: source.blockSize, wanted: wanted)
            scanner = current
            try current.scan(limit: limit, into: table)
            fileRows[fileIndex] += table.count
            tell(table.count > 0 ? current.bytesRead : file.input.facts.size)
            if table.count > 0 { return true }
            bytesTold = 0
            scanner = nil
            fileIndex += 1
        }
        source.remember(fileRows)
        return false
    }

    private func tell(_ bytes: Int) {
        context.progress.addBytes(bytes - bytesTold)
        bytesTold = bytes
    }

    private func convertCells(_ scanner: any RecordScanner) {
        let missing = source.files[fileIndex].options.missing
        for slot in columns.indices {
            let cells = scanner.cells(table, slot: slot, missing: missing)
            func report(_ row: Int, _ problem: CellProblem) {
                problems.add(slot: slot, problem, cell: cells.text(row), file: scanner.name, place: scanner.place(row: row, slot: slot, in: table))
            }
            converters[slot].append(cells, report: report)
            guard isDeclared else { continue }
            let failures = table.failures.filter { $0.slot == slot }
            for failure in failures {
                problems.add(slot: slot, .isFailure, cell: failure.error, file: scanner.name, place: scanner.place(row: failure.row, slot: slot, in: table))
            }
            if !types[slot].type.isOptional {
                let failed = Set(failures.map(\.row))
                for row in 0..<cells.count where cells.spans[row].isMissing && !failed.contains(row) { report(row, .isEmpty) }
            }
        }
    }

    /// Reads on after a bad cell, so that the message can say how many there are; what it reads is thrown away.
    private func countFurtherProblems() throws {
        var rows = 0
        do {
            while try scanNext(limit: SpanTable.capacity), let scanner {
                try context.checkCancelled()
                convertCells(scanner)
                for converter in converters { _ = converter.finish() }
                rows += table.count
                if rows >= Self.rowsCounted {
                    problems.isPartial = true
                    return
                }
            }
        } catch is DiagnosticList {
            // A later mistake of another kind will be found when this one is repaired.
            problems.isPartial = true
        }
    }
}
