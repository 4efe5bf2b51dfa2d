/// Where rendered text goes: collects bytes and hands them on in blocks of 64 KiB.
///
/// A closure rather than a file, because only `Shell` and `motcua` print: they say what taking bytes means.
/// A result of a million lines passes through without being held.
package final class TextOutput {
    /// Bytes collected before they are handed on.
    private static let blockSize = 64 * 1_024

    private var pending: [UInt8] = []
    private let send: (UnsafeRawBufferPointer) -> Void

    package init(_ send: @escaping (UnsafeRawBufferPointer) -> Void) {
        self.send = send
        pending.reserveCapacity(TextOutput.blockSize + 4_096)
    }

    package func write(_ text: String) {
        pending.append(contentsOf: text.utf8)
        if pending.count >= TextOutput.blockSize { flush() }
    }

    package func write(bytes: some Collection<UInt8>) {
        pending.append(contentsOf: bytes)
        if pending.count >= TextOutput.blockSize { flush() }
    }

    /// The text and a line break.
    package func line(_ text: String = "") {
        write(text)
        write("\n")
    }

    /// Hands on what has been collected. Whoever made the output calls it last.
    package func flush() {
        guard !pending.isEmpty else { return }
        pending.withUnsafeBytes(send)
        pending.removeAll(keepingCapacity: true)
    }
}
