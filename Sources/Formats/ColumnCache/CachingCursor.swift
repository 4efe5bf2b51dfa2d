import Columns
import Diagnostics
import Tables

/// Hands out rows of which some columns are in the cache and the others are read from the files, and lets these be written.
final class CachingCursor: BatchCursor {
    private let files: any BatchCursor
    private let path: String
    /// `nil` where the column is read, in the order of the reading.
    private let held: [CachedColumn?]
    private let recorders: [ColumnRecorder?]
    private let atEnd: () -> Void
    private var rowsBefore = 0
    private var isAtEnd = false

    /// - Parameter path: of the files, for errors.
    init(_ files: any BatchCursor, of path: String, held: [CachedColumn?], recorders: [ColumnRecorder?], atEnd: @escaping () -> Void) {
        self.files = files
        self.path = path
        self.held = held
        self.recorders = recorders
        self.atEnd = atEnd
    }

    func next() throws -> Batch? {
        guard let read = try files.next() else {
            if !isAtEnd {
                isAtEnd = true
                atEnd()
            }
            return nil
        }
        for (recorder, column) in zip(recorders, read.columns) { recorder?.append(column) }
        var fromFiles = read.columns.makeIterator()
        var columns: [Column] = []
        for column in held {
            if let column {
                guard rowsBefore + read.count <= column.rowCount else { throw Message.changedWhileRead(path) }
                columns.append(try column.slice(rowsBefore..<rowsBefore + read.count))
            } else if let column = fromFiles.next() {
                columns.append(column)
            }
        }
        rowsBefore += read.count
        return Batch(columns: columns, count: read.count)
    }
}
