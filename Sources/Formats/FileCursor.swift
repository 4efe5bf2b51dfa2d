import Columns
import Tables

/// One reading of files, batch by batch.
///
/// Rows are converted in groups of some ten thousand, so that text of one group shares a dictionary, and cut into batches
/// afterwards, which costs nothing.
final class FileCursor: BatchCursor {
    private let groups: any RowGroupStream
    /// The group that is being handed out, and how far.
    private var group = RowGroup(columns: [], count: 0)
    private var handedOut = 0

    init(_ groups: any RowGroupStream) { self.groups = groups }

    func next() throws -> Batch? {
        while handedOut == group.count {
            guard let next = try groups.next() else { return nil }
            group = next
            handedOut = 0
        }
        let range = handedOut..<min(handedOut + Batch.capacity, group.count)
        handedOut = range.upperBound
        return Batch(columns: group.columns.map { $0.slice(range) }, count: range.count)
    }
}

/// Rows that were converted together.
struct RowGroup: Sendable {
    var columns: [Column]
    var count: Int
}

/// Groups of rows in their order.
protocol RowGroupStream: AnyObject {
    /// The next rows; `nil` after the last.
    func next() throws -> RowGroup?
}

/// What one reading of files is to find.
struct FileReading: Sendable {
    let source: FileSource
    let columns: [String]
    let types: [CellType]
    let isPrivate: [Bool]
    /// Cells must be what a model promises; without one they are what they are.
    let isDeclared: Bool
    let context: any ReadingContext
}
