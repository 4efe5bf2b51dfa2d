import Columns
import Diagnostics
import Tables

/// Reads undeclared columns of files whole to find their types. O(bytes).
///
/// Several threads take stretches of the files, some at a time: what cells allow a column to be is put together in the order of the
/// stretches, and comes out as if one thread had read them. Where the order of the cells decides, one thread does.
struct TypeInference {
    private let files: [FileSource.File]
    private let names: [String]
    private let blockSize: Int
    private let stretchBytes: Int
    private let reading: WholeReading

    /// Stretches that each thread reads before they are put together: a mistake in one of them ends the reading.
    private static let stretchesAtATime = 16

    init(_ names: [String], of files: [FileSource.File], blockSize: Int, stretchBytes: Int, _ reading: WholeReading) {
        self.files = files
        self.names = names
        self.blockSize = blockSize
        self.stretchBytes = stretchBytes
        self.reading = reading
    }

    /// - Throws: what is wrong with the files; nothing to tell when it was stopped, since what is known of a part of the rows is not known.
    func run() throws(DiagnosticList) -> ColumnFindings {
        if let found = try byThreads() { return found }
        return try inOrder()
    }

    private func inOrder() throws(DiagnosticList) -> ColumnFindings {
        var found = ColumnFindings(of: names, in: files)
        for file in files {
            try found.read(try file.layout.makeScanner(file.input, blockSize: blockSize, wanted: wanted), missing: file.options.missing, reading)
        }
        return found
    }

    private var wanted: [WantedColumn] { names.map { WantedColumn(name: $0) } }

    // MARK: Threads

    /// What was found in one stretch.
    private struct Found: Sendable {
        var findings: ColumnFindings
        var edges: StretchEdges
    }

    /// - Returns: `nil` where one thread does as well, or where it must.
    private func byThreads() throws(DiagnosticList) -> ColumnFindings? {
        guard let (stretches, layouts) = FileStretch.all(of: files, bytes: stretchBytes, threads: reading.threads) else { return nil }
        let atATime = Self.stretchesAtATime * reading.threads
        var all = ColumnFindings(of: names, in: files)
        var chain = StretchChain()
        for first in stride(from: 0, to: stretches.count, by: atATime) {
            let some = Array(stretches[first..<min(stretches.count, first + atATime)])
            let found = SharedResults<Found?>(repeating: nil, count: some.count)
            Parallelism.forEach(some.count, threads: reading.threads) { [self] number in
                // What is wrong is told by the one who reads it again.
                found[number] = try? read(some[number], layouts[some[number].file])
            }
            for (number, stretch) in some.enumerated() {
                guard let placed = chain.placed(stretch) else { continue }
                var part = found[number]
                if let edges = part?.edges, !chain.fits(edges, placed) { part = nil }
                let whole: Found
                if let part { whole = part } else { whole = try read(placed, layouts[stretch.file]) }
                guard all.merge(whole.findings) else { return nil }
                chain.append(whole.edges, of: placed)
            }
        }
        return all
    }

    private func read(_ stretch: FileStretch, _ layout: any DivisibleLayout) throws(DiagnosticList) -> Found {
        let file = files[stretch.file]
        let scanner = try layout.makeScanner(file.input, blockSize: blockSize, wanted: wanted, in: stretch)
        let line = scanner.line
        var findings = ColumnFindings(of: names, in: files)
        try findings.read(scanner, missing: file.options.missing, reading)
        return Found(findings: findings, edges: StretchEdges(of: scanner, from: line))
    }
}

/// What some records of a table say of its columns.
struct ColumnFindings: Sendable {
    private let names: [String]
    private(set) var rows = 0
    private(set) var profiles: [ColumnProfile]
    /// Cells that show an error in place of a value, by column.
    private(set) var failures: [String: Int] = [:]
    /// What was left out that someone may miss, with the name of the file.
    private(set) var remarks: [String] = []

    init(of names: [String], in files: [FileSource.File]) {
        self.names = names
        profiles = names.map { _ in ColumnProfile(stringsAreTyped: files[0].layout.stringsAreTyped, options: files[0].options) }
    }

    /// Reads on to the end. Files without a column have it missing: their scanners leave its slot untouched.
    mutating func read(_ scanner: any RecordScanner, missing: [[UInt8]], _ reading: WholeReading) throws(DiagnosticList) {
        let table = SpanTable(slotCount: names.count)
        while true {
            if reading.isStopped() { throw DiagnosticList([]) }
            try scanner.scan(limit: SpanTable.capacity, into: table)
            if table.count == 0 { break }
            rows += table.count
            for slot in names.indices {
                profiles[slot].observe(scanner.cells(table, slot: slot, missing: missing)) { row in
                    "\(scanner.place(row: row, slot: slot, in: table).text) of \(scanner.name)"
                }
            }
            for failure in table.failures { failures[names[failure.slot], default: 0] += 1 }
        }
        if let remark = scanner.remark { remarks.append(FileSource.hint(remark, about: scanner.name)) }
    }

    /// Takes over what the records behind these say.
    /// - Returns: false where it hangs on their order; then nothing is known.
    mutating func merge(_ later: ColumnFindings) -> Bool {
        rows += later.rows
        failures.merge(later.failures, uniquingKeysWith: +)
        remarks += later.remarks
        for slot in profiles.indices where !profiles[slot].merge(later.profiles[slot]) { return false }
        return true
    }
}
