import Glibc

/// What tells that a file has changed: size and time to the nanosecond.
struct FileStamp: Hashable, Sendable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    var microseconds: Int64 { Int64(seconds) * 1_000_000 + Int64(nanoseconds) / 1_000 }

    init(_ path: String) {
        var status = stat()
        if stat(path, &status) == 0 {
            size = Int(status.st_size)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        } else {
            size = -1
            seconds = 0
            nanoseconds = 0
        }
    }
}
