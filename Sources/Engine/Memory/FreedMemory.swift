import Glibc

/// Memory that was freed and that the process still has.
enum FreedMemory {
    /// Hands it back to the system. After much has been freed: it costs some milliseconds.
    static func giveBack() { _ = trim?(0) }

    /// glibc's `malloc_trim`, which its header for Swift leaves out; other libraries hand back by themselves.
    private static let trim = dlsym(nil, "malloc_trim").map { unsafeBitCast($0, to: (@convention(c) (Int) -> Int32).self) }
}
