import Characters
import Columns
import Diagnostics
import Engine
import Synchronization
import Tables

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
    /// - Parameter whenDone: called when as many rows were looked at as ever are.
    func watching(
        _ cursor: any BatchCursor, of table: String, columns: [String], isPrivate: @escaping @Sendable (String) -> Bool, whenDone: @escaping () -> Void
    ) -> any BatchCursor {
        WatchingCursor(cursor, whenDone) { position, column in self.look(at: column, columns[position], of: table, isPrivate) }
    }

    /// The names of a file's columns, which are text too.
    func look(atNames names: [String], of table: String) {
        for name in names {
            if let garbled = GarbledText(name) { report(.garbledName(name, of: table, garbled), key: "\(table)\u{0}\(name)\u{0}") }
        }
    }

    /// Looks at values as they stand in rows, not in dictionaries: what is found must not hang on how a column is held.
    private func look(at column: Column, _ name: String, of table: String, _ isPrivate: (String) -> Bool) {
        var seen: [Bool] = if case .coded(let coded) = column { Array(repeating: false, count: coded.dictionary.count) } else { [] }
        for row in 0..<column.count {
            let value: UnsafeBufferPointer<UInt8>
            switch column {
            case .text(let text): value = text[row]
            case .coded(let coded):
                let code = Int(coded.codes[row])
                guard coded.validity?[row] ?? true, !seen[code] else { continue }
                seen[code] = true
                value = coded.dictionary.values[code]
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
        private let whenDone: () -> Void
        private var batchesLeft = 4

        init(_ base: any BatchCursor, _ whenDone: @escaping () -> Void, _ look: @escaping (Int, Column) -> Void) {
            self.base = base
            self.look = look
            self.whenDone = whenDone
        }

        var chosen: ChosenRows? { base.chosen }

        func next() throws -> Batch? {
            let batch = try base.next()
            guard batchesLeft > 0 else { return batch }
            for (position, column) in (batch?.columns ?? BatchColumns()).enumerated() { look(position, column) }
            batchesLeft = batch == nil ? 0 : batchesLeft - 1
            if batchesLeft == 0 { whenDone() }
            return batch
        }
    }
}
