import Characters
import Columns
import Diagnostics
import Engine
import Synchronization

/// Which columns were read that hold text from a wrong encoding, each said once in a session.
///
/// Looks at the first batches of a reading only: a file is garbled from its first line on, and whoever reads millions of
/// rows should not pay for it.
final class GarbledColumns: Sendable {
    private struct State {
        var seen: Set<String> = []
        var untold: [Message] = []
    }
    private let state = Mutex(State())

    /// What has been found since it was asked last.
    func take() -> [Message] {
        state.withLock { state in
            defer { state.untold = [] }
            return state.untold
        }
    }

    /// The cursor, with a look at what it hands out. Values of private columns are not shown.
    func watching(_ cursor: any BatchCursor, of table: String, columns: [String], isPrivate: @escaping @Sendable (String) -> Bool) -> any BatchCursor {
        WatchingCursor(cursor) { position, column in self.look(at: column, columns[position], of: table, isPrivate) }
    }

    /// The names of a file's columns, which are text too.
    func look(atNames names: [String], of table: String) {
        for name in names {
            if let garbled = GarbledText(name) { report(.garbledName(name, of: table, garbled), key: "\(table)\u{0}\(name)\u{0}") }
        }
    }

    /// Looks at values as they stand in rows, not in dictionaries: what is found must not hang on how a column is held.
    private func look(at column: Column, _ name: String, of table: String, _ isPrivate: (String) -> Bool) {
        var seen: Set<UInt32> = []
        for row in 0..<column.count {
            let value: UnsafeBufferPointer<UInt8>
            switch column {
            case .text(let text): value = text[row]
            case .coded(let coded):
                guard coded.validity?[row] ?? true, seen.insert(coded.codes[row]).inserted else { continue }
                value = coded.dictionary.values[Int(coded.codes[row])]
            default: return
            }
            if Utf8.isASCII(value) { continue }
            let text = String(decoding: value, as: UTF8.self)
            guard let garbled = GarbledText(text) else { continue }
            return report(.garbledText(text, in: name, of: table, garbled, isPrivate: isPrivate(name)), key: "\(table)\u{0}\(name)")
        }
    }

    private func report(_ message: Message, key: String) {
        state.withLock { state in
            if state.seen.insert(key).inserted { state.untold.append(message) }
        }
    }

    private final class WatchingCursor: BatchCursor {
        private let base: any BatchCursor
        private let look: (Int, Column) -> Void
        private var batchesLeft = 4

        init(_ base: any BatchCursor, _ look: @escaping (Int, Column) -> Void) {
            self.base = base
            self.look = look
        }

        var leftOut: Int { base.leftOut }

        func next() throws -> Batch? {
            guard let batch = try base.next() else { return nil }
            if batchesLeft > 0 {
                batchesLeft -= 1
                for (position, column) in batch.columns.enumerated() { look(position, column) }
            }
            return batch
        }
    }
}
