import Columns
import Glibc

extension Buffer {
    /// The bytes of an open file as memory, which outlives its descriptor and its name.
    /// - Returns: `nil` for an empty file, and where the system gives no memory.
    static func mapping(_ descriptor: Int32, byteCount: Int) -> Buffer? {
        guard byteCount > 0, let base = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else { return nil }
        return Buffer(borrowing: base, byteCount: byteCount) { munmap($0, byteCount) }
    }
}
