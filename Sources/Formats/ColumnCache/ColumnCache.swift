import Columns
import Diagnostics
import Glibc
import Tables

/// The folder in which what was derived from users' files lies between two runs.
///
/// Nothing here can fail a query: what cannot be read is made anew, what cannot be written is not kept. A file appears whole under its name or not at
/// all and is never written again, so any number of processes may read and write; who writes last wins, and both have written the same.
package final class ColumnCache: Sendable {
    /// Of the readers and of the files. A change of what a reader makes of the same bytes needs a new one.
    static let version = "motcua columns 6"

    let folder: String
    /// Sources of fewer bytes are read as fast as their cache.
    let smallestSource: Int
    /// Files that were changed more lately may change again within one tick of the clock of the disk, unnoticed.
    let settlingSeconds: Int
    /// Rows of a column that are held back before they are written.
    let batchRows: Int
    /// Rows of a zone, which is handed out or left out as a whole: a batch at the most.
    let zoneRows: Int
    private let limit: Int?
    /// What of it is in memory.
    let pages: MappedPages

    /// - Parameters:
    ///   - folder: is made when something is first written.
    ///   - smallestSource: bytes; tests ask for 0, and for other small numbers to reach every path.
    ///   - limit: bytes; without, a tenth of the free disk and at most 10 GiB.
    ///   - memory: what queries may use.
    package init(
        folder: String, memory: MemoryAccount = .unlimited, smallestSource: Int = 1 << 18, settlingSeconds: Int = 2, batchRows: Int = 1 << 20, zoneRows: Int = Batch.capacity, limit: Int? = nil
    ) {
        self.folder = folder
        self.smallestSource = smallestSource
        self.settlingSeconds = settlingSeconds
        self.batchRows = batchRows
        self.zoneRows = zoneRows
        self.limit = limit
        pages = MappedPages(memory)
    }

    // MARK: Reading

    /// A file as memory, or `nil` when it is not there. Marks it as used.
    func map(_ name: String) -> Buffer? {
        let descriptor = open(path(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        // A file of somebody else's is none of ours, whatever its name.
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else { return nil }
        guard let mapping = Buffer.mapping(descriptor, byteCount: Int(status.st_size)) else { return nil }
        futimens(descriptor, nil)
        return mapping
    }

    func remove(_ name: String) { unlink(path(name)) }

    // MARK: Writing

    /// A file that `commit` puts in its place; `nil` when the folder cannot be written to.
    func create(_ name: String) -> AtomicFile? {
        guard isReady() else { return nil }
        return try? AtomicFile(path(name), mode: 0o600)
    }

    private func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Makes the folder for nobody else to look into.
    private func isReady() -> Bool {
        var status = stat()
        if lstat(folder, &status) != 0 {
            guard (try? AtomicFile.makeFolders(for: folder)) != nil, mkdir(folder, 0o700) == 0 || errno == EEXIST, lstat(folder, &status) == 0 else { return false }
        }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else { return false }
        return status.st_mode & 0o077 == 0 || chmod(folder, 0o700) == 0
    }

    // MARK: Room

    /// Removes what was not used for longest until the rest fits; and what a process that died has left behind.
    func makeRoom() {
        var files: [(name: String, size: Int, used: Int)] = []
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        for name in Glob.names(in: folder) {
            var status = stat()
            guard lstat(path(name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            if name.hasPrefix("."), name.hasSuffix(".tmp") {
                if status.st_mtim.tv_sec < now.tv_sec - Self.abandonedSeconds { remove(name) }
                continue
            }
            files.append((name, Int(status.st_size), Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)))
        }
        var total = files.reduce(0) { $0 + $1.size }
        let room = limit ?? freeRoom(beside: total)
        for file in files.sorted(by: { ($0.used, $0.name) < ($1.used, $1.name) }) where total > room {
            remove(file.name)
            total -= file.size
        }
    }

    private static let abandonedSeconds = 3_600
    private static let mostBytes = 10 << 30

    /// A tenth of what would be free without the cache, so that it does not shrink as it grows.
    private func freeRoom(beside used: Int) -> Int {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return Self.mostBytes }
        return min(Self.mostBytes, (Int(status.f_bavail) * Int(status.f_frsize) + used) / 10)
    }
}
