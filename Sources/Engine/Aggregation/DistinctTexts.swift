import Columns

/// The distinct texts of all rows, where most rows bring a new one and only their number is asked.
///
/// Texts are only put down, as the columns in which they came. At the end the rows of each text are found by several threads at once; before
/// it by one, when there are many times as many as are known to be distinct. To look each up in a table when it comes costs as much, but on
/// the thread that has it, and what threads have looked up has to be looked up again where it is put together.
struct DistinctTexts {
    private(set) var columns: [Column] = []
    private var count = 0
    private var bytes = 0
    /// How many in front are known to be distinct.
    private var distinctCount = 0
    /// Texts that are put down before those known are looked through, in times of those that are distinct: fewer once many have come again.
    private var mostTimes = 8

    /// Texts that are put down in any case.
    private static let leastWaiting = 1 << 16
    /// So many bytes of texts in one column that two of them are far less than a column holds.
    private static let mostBytes = 1 << 29

    /// What they take and what it takes to tell them apart.
    var keptBytes: Int { 2 * bytes + 40 * count }

    /// Whether there are more texts than can be told apart here.
    var isFull: Bool { bytes > Self.mostBytes }

    /// - Parameter column: of texts, none missing.
    mutating func add(_ column: Column) throws {
        append(column)
        if count - distinctCount > max(Self.leastWaiting, mostTimes * distinctCount) || isFull && count > 2 * distinctCount { try removeDuplicates() }
    }

    /// Adds what was put down of other rows. Duplicates are not looked for, since the end is near, where several threads do.
    mutating func merge(_ other: DistinctTexts) {
        for column in other.columns { append(column) }
    }

    private mutating func append(_ column: Column) {
        columns.append(column)
        count += column.count
        bytes += column.byteCount
    }

    private mutating func removeDuplicates() throws {
        guard let texts = try whole() else { return }
        let known = Column.text(texts).gather(TextRowIndex(texts, .single).firstRows)
        mostTimes = known.count > texts.count / 8 * 7 ? 8 : 2
        columns = []
        (count, bytes) = (0, 0)
        append(known)
        distinctCount = count
    }

    private func whole() throws -> TextColumn? {
        if case .text(let texts) = try Column.concatenated(columns) { texts } else { nil }
    }

    /// How many are distinct. O(count), by several threads.
    func distinctCount(_ parallelism: Parallelism) throws -> Int {
        try whole().map { TextRowIndex($0, parallelism).distinctCount } ?? 0
    }
}
