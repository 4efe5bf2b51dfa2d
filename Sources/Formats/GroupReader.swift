import Columns
import Diagnostics
import Semantics
import Tables

/// Reads files in order, or one stretch of a file after another: scans records, converts the wanted cells, puts them together in groups.
///
/// Memory holds one window of the file and one group. Converters go on from stretch to stretch, so that columns with few values keep one
/// dictionary.
final class GroupReader: RowGroupStream {
    private let reading: FileReading
    private let wanted: [WantedColumn]
    private let converters: [any CellConverter]
    private let problems: CellProblems
    private let table: SpanTable

    private var fileIndex = 0
    /// Rows of each file so far.
    private(set) var fileRows: [Int]
    private var scanner: (any RecordScanner)?
    /// Bytes of the file at hand that have been told to whoever watches.
    private var bytesTold = 0
    /// Nothing is read behind the stretch.
    private var isStretch = false

    private let groupRows: Int
    /// A group is closed before its texts are larger than this.
    private static let groupBytes = 64 << 20
    /// How far bad cells are counted after the first one.
    private static let rowsCounted = 1_000_000

    init(_ reading: FileReading, groupRows: Int = 1 << 15) {
        self.reading = reading
        self.groupRows = groupRows
        wanted = zip(reading.columns, reading.types).map {
            WantedColumn(name: $0, isDeclaredTime: reading.isDeclared && ($1.type.kind == .date || $1.type.kind == .timestamp))
        }
        converters = reading.types.map { $0.makeConverter(zone: reading.source.zone) }
        problems = CellProblems(columns: zip(reading.columns, reading.isPrivate).map { ($0, $1) })
        table = SpanTable(slotCount: reading.columns.count)
        fileRows = [Int](repeating: 0, count: reading.source.textFiles.count)
    }

    /// Goes on with a stretch, and with nothing behind it.
    func begin(_ stretch: FileStretch, _ layout: any DivisibleLayout) throws -> any StretchScanner {
        let made = try layout.makeScanner(reading.source.textFiles[stretch.file].input, blockSize: reading.source.blockSize, wanted: wanted, in: stretch)
        scanner = made
        bytesTold = made.firstOffset
        fileIndex = stretch.file
        isStretch = true
        return made
    }

    /// Goes on from the first record of a stretch with all that follows, in this file and in those behind.
    /// - Parameter rows: of each file, before it.
    func resume(_ stretch: FileStretch, _ layout: any DivisibleLayout, rows: [Int]) throws {
        fileRows = rows
        var rest = stretch
        rest.end = nil
        _ = try begin(rest, layout)
        isStretch = false
    }

    func next() throws -> RowGroup? {
        var rows = 0
        while rows < groupRows {
            let found = try convert(limit: groupRows - rows)
            if found == 0 { break }
            rows += found
            if converters.reduce(0, { $0 + $1.heldBytes }) > Self.groupBytes { break }
        }
        return rows == 0 ? nil : RowGroup(columns: converters.map { $0.finish() }, count: rows)
    }

    /// Scans and converts the next records of this file or the following ones; 0 after the last.
    private func convert(limit: Int) throws -> Int {
        try reading.context.checkCancelled()
        guard try scanNext(limit: limit), let scanner else { return 0 }
        convertCells(scanner)
        if !problems.isEmpty {
            if reading.context.keepsGoing {
                for (column, count) in problems.takeCounts() { reading.context.counters.addBadCells(column, count) }
            } else {
                // Of a stretch nothing is told: it is read once more in its order.
                if !isStretch { try countFurtherProblems() }
                throw problems.diagnostics()
            }
        }
        return table.count
    }

    private func scanNext(limit: Int) throws -> Bool {
        let files = reading.source.textFiles
        // The end of a stretch has been come to.
        if isStretch, scanner == nil { return false }
        while fileIndex < files.count {
            let file = files[fileIndex]
            let current = try scanner ?? file.layout.makeScanner(file.input, blockSize: reading.source.blockSize, wanted: wanted)
            scanner = current
            try current.scan(limit: limit, into: table)
            fileRows[fileIndex] += table.count
            tell(table.count > 0 || isStretch ? current.bytesRead : file.input.facts.size)
            if table.count > 0 { return true }
            if let remark = current.remark { reading.source.add(remark: remark, about: current.name) }
            scanner = nil
            if isStretch { return false }
            bytesTold = 0
            fileIndex += 1
        }
        reading.source.remember(fileRows)
        return false
    }

    private func tell(_ bytes: Int) {
        reading.context.progress.addBytes(bytes - bytesTold)
        bytesTold = bytes
    }

    private func convertCells(_ scanner: any RecordScanner) {
        let missing = reading.source.textFiles[fileIndex].options.missing
        for slot in reading.columns.indices {
            let cells = scanner.cells(table, slot: slot, missing: missing)
            func report(_ row: Int, _ problem: CellProblem) {
                problems.add(slot: slot, problem, cell: cells.text(row), file: scanner.name, place: scanner.place(row: row, slot: slot, in: table))
            }
            converters[slot].append(cells, report: report)
            guard reading.isDeclared else { continue }
            let failures = table.failures.filter { $0.slot == slot }
            for failure in failures {
                problems.add(slot: slot, .isFailure, cell: failure.error, file: scanner.name, place: scanner.place(row: failure.row, slot: slot, in: table))
            }
            if !reading.types[slot].type.isOptional {
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
                try reading.context.checkCancelled()
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
