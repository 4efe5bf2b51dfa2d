import Glibc

/// A block of memory aligned to 64 bytes and padded to a multiple of 64, shared by the columns cut from it.
///
/// A class, because slices of one block are passed between operators without copying; the
/// block is written once by its maker and only read afterwards, hence `@unchecked Sendable`.
/// Alignment and padding are Arrow's, so that vector loads may run over the end.
@usableFromInline
package final class Buffer: @unchecked Sendable {
    @usableFromInline
    package let base: UnsafeMutableRawPointer
    package let byteCount: Int
    private let release: (@Sendable (UnsafeMutableRawPointer) -> Void)?

    /// Memory whose bytes are not defined.
    @usableFromInline
    package init(byteCount: Int) {
        let padded = max(64, (byteCount + 63) & ~63)
        var pointer: UnsafeMutableRawPointer?
        let status = posix_memalign(&pointer, 64, padded)
        precondition(status == 0, "the system has no memory left")
        // posix_memalign set it: status was checked in the line above.
        self.base = pointer.unsafelyUnwrapped
        self.byteCount = padded
        self.release = nil
    }

    /// Memory that belongs to somebody else, such as a mapped file; `release` is called when the last column lets go.
    package init(borrowing base: UnsafeMutableRawPointer, byteCount: Int, release: @escaping @Sendable (UnsafeMutableRawPointer) -> Void) {
        self.base = base
        self.byteCount = byteCount
        self.release = release
    }

    deinit {
        if let release { release(base) } else { free(base) }
    }
}
