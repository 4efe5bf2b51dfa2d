import Glibc

/// The inputs of all shells of this user, in a file that only grows.
///
/// An entry is written whole, with one call and under a lock, before its input runs: so nothing is lost when the process is killed, and two shells
/// that write at once lose nothing of each other's. What the file holds besides entries is passed over.
package final class HistoryStore {
    /// How many entries, newest first, a shell reads at its start.
    package static let loaded = 10_000

    private let path: String
    /// `.history off`: nothing more is kept.
    package var isOff = false
    /// Those read at the start and those since, oldest first.
    package private(set) var entries: [HistoryEntry] = []
    /// Where the entry begins that is not finished yet.
    private var unfinished: off_t?

    /// - Parameter folder: made for this user alone if it is not there.
    package init(folder: String) {
        path = "\(folder)/history"
        HistoryStore.makeFolder(folder)
        entries = HistoryStore.read(path)
    }

    /// `$XDG_STATE_HOME/motcua`, by default in `~/.local/state`; `nil` where the user has no home.
    package static var folder: String? {
        if let state = getenv("XDG_STATE_HOME"), state.pointee == UInt8(ascii: "/") { return String(cString: state) + "/motcua" }
        guard let home = getenv("HOME"), home.pointee != 0 else { return nil }
        return String(cString: home) + "/.local/state/motcua"
    }

    /// The inputs from oldest to newest, each once, where it was typed last.
    package var inputs: [String] {
        var seen: Set<String> = []
        return Array(entries.reversed().map(\.text).filter { seen.insert($0).inserted }.reversed())
    }

    /// Whether an input is kept: a space before it says that it should not be.
    package func keeps(_ text: String) -> Bool { !isOff && text.first != " " }

    /// Writes an input that is about to run. Where the file cannot be written, the shell goes on without.
    package func begin(_ text: String, time: String, folder: String) {
        unfinished = nil
        guard keeps(text) else { return }
        let entry = HistoryEntry(text: text, time: time, folder: folder)
        entries.append(entry)
        withLockedFile { descriptor in
            let end = lseek(descriptor, 0, SEEK_END)
            // A line that some other program or a full disk has left open is ended, not continued.
            var last: UInt8 = 0
            let isOpen = end > 0 && pread(descriptor, &last, 1, end - 1) == 1 && last != 0x0A
            guard HistoryStore.write((isOpen ? "\n" : "") + entry.line, to: descriptor, at: end) else { return }
            unfinished = end + (isOpen ? 1 : 0)
        }
    }

    /// Adds how the input ended that was begun last.
    package func finish(isDone: Bool, milliseconds: Int) {
        guard let place = unfinished else { return }
        unfinished = nil
        entries[entries.count - 1].isDone = isDone
        entries[entries.count - 1].milliseconds = milliseconds
        let (open, done) = (HistoryEntry.outcome(isDone: nil, milliseconds: nil), HistoryEntry.outcome(isDone: isDone, milliseconds: milliseconds))
        withLockedFile { descriptor in
            // Somebody may have put another file in its place meanwhile.
            var bytes = [UInt8](repeating: 0, count: open.utf8.count)
            guard pread(descriptor, &bytes, bytes.count, place) == bytes.count, bytes.elementsEqual(open.utf8) else { return }
            _ = HistoryStore.write(done, to: descriptor, at: place)
        }
    }

    private func withLockedFile(_ body: (Int32) -> Void) {
        // Not O_APPEND, which would write outcomes at the end; the lock keeps others from adding between seek and write.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 { if errno != EINTR { return } }
        body(descriptor)
    }

    private static func write(_ text: String, to descriptor: Int32, at place: off_t) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, place) == $0.count }
    }

    private static func makeFolder(_ folder: String) {
        var path = ""
        for part in folder.split(separator: "/", omittingEmptySubsequences: true) {
            path += "/\(part)"
            mkdir(path, 0o700)
        }
    }

    /// The newest entries of a file, oldest first.
    private static func read(_ path: String) -> [HistoryEntry] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        // From the end on, since the file may hold years.
        var bytes: [UInt8] = []
        var start = lseek(descriptor, 0, SEEK_END)
        while start > 0, bytes.reduce(0, { $0 + ($1 == 0x0A ? 1 : 0) }) <= loaded {
            let count = min(start, 1 << 20)
            start -= count
            var block = [UInt8](repeating: 0, count: Int(count))
            guard pread(descriptor, &block, block.count, start) == block.count else { return [] }
            bytes = block + bytes
        }
        var lines = bytes.split(separator: 0x0A)[...]
        if start > 0 { lines = lines.dropFirst() }
        return lines.suffix(loaded).compactMap { HistoryEntry(line: $0) }
    }
}
