import Glibc

/// What tells that a file has changed: size and time to the nanosecond.
struct FileStamp: Hashable, Sendable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int

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
