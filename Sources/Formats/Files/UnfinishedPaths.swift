import Glibc
import Synchronization

/// The temporary files and folders of this process that have not become anything yet.
enum UnfinishedPaths {
    private static let paths = Mutex<Set<String>>([])

    static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }
    static func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }

    static func discardAll() {
        paths.withLock { paths in
            for path in paths { AtomicFolder.remove(path) }
        }
    }
}
