/// The records of a file that begin in a range of its bytes.
struct FileStretch: Sendable {
    enum Start: Sendable {
        /// The first record of the file.
        case first
        /// The first line from this byte on, if it is not inside a record: what comes before tells.
        case lineFrom(Int)
        /// A record begins here, as it was found out, in this line.
        case record(Int, line: Int)
    }
    /// Which of the table's files.
    var file: Int
    var start: Start
    /// `nil` for the rest of the file.
    var end: Int?
    /// As the records before have it; `nil` where that is not known.
    var hasTrailingSeparator: Bool?

    /// All files, stretch by stretch, and what reads stretches of each; `nil` where one thread does as well, or must.
    ///
    /// The first stretch is short: it is read without starting a thread, and many questions need no more.
    static func all(of files: [FileSource.File], bytes: Int, threads: Int) -> (stretches: [FileStretch], layouts: [any DivisibleLayout])? {
        let layouts = files.compactMap(\.layout.divisible)
        guard threads > 1, layouts.count == files.count, files.reduce(0, { $0 + $1.input.facts.size }) >= 2 * bytes else { return nil }
        var stretches: [FileStretch] = []
        for (index, file) in files.enumerated() {
            var start = 0
            repeat {
                let end = start + (stretches.isEmpty ? max(1, bytes / 4) : bytes)
                stretches.append(FileStretch(file: index, start: start == 0 ? .first : .lineFrom(start), end: end < file.input.facts.size ? end : nil))
                start = end
            } while start < file.input.facts.size
        }
        return (stretches, layouts)
    }
}

/// Where the reading of a stretch began and ended, by which stretches are put together.
struct StretchEdges: Sendable {
    var firstOffset: Int
    var firstLine: Int
    /// Where the next record begins, and its line if the stretch began in `firstLine`.
    var offset: Int
    var line: Int
    var hasTrailingSeparator: Bool?

    /// - Parameter first: the line at which the scanner began.
    init(of scanner: any StretchScanner, from first: Int) {
        firstOffset = scanner.firstOffset
        firstLine = first
        offset = scanner.offset
        line = scanner.line
        hasTrailingSeparator = scanner.hasTrailingSeparator
    }
}

/// Stretches that were read one by one, in their order.
///
/// Where a record begins is known only from the records before it, since a line end may stand inside quotes. So each stretch is begun at
/// the next line, and what was found there counts only if the stretch before it ended just there.
struct StretchChain {
    /// Where the next record begins in the file of the next stretch, and its line.
    private var place: (offset: Int, line: Int)?
    private var hasTrailingSeparator: Bool?

    /// The next stretch from its first record on; `nil` when the last record before it reaches beyond all of it.
    func placed(_ stretch: FileStretch) -> FileStretch? {
        var placed = stretch
        placed.start = .first
        placed.hasTrailingSeparator = hasTrailingSeparator
        guard let place, case .lineFrom = stretch.start else { return placed }
        if let end = stretch.end, place.offset >= end { return nil }
        placed.start = .record(place.offset, line: place.line)
        return placed
    }

    /// Whether it was read from its first record on, and as the records before it have it.
    func fits(_ edges: StretchEdges, _ placed: FileStretch) -> Bool {
        guard case .record(let offset, _) = placed.start else { return true }
        return edges.firstOffset == offset && (hasTrailingSeparator == nil || edges.hasTrailingSeparator == nil || hasTrailingSeparator == edges.hasTrailingSeparator)
    }

    mutating func append(_ edges: StretchEdges, of placed: FileStretch) {
        hasTrailingSeparator = hasTrailingSeparator ?? edges.hasTrailingSeparator
        let line: Int = if case .record(_, let line) = placed.start, edges.firstLine == 1 { line + edges.line - 1 } else { edges.line }
        place = placed.end == nil ? nil : (edges.offset, line)
        if placed.end == nil { hasTrailingSeparator = nil }
    }
}
