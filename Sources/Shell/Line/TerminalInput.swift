import Glibc

/// Keys from a terminal.
struct TerminalInput {
    private let descriptor: Int32
    private var decoder = KeyDecoder()
    private var bytes: [UInt8] = []
    private var position = 0
    /// How many bytes have become keys, or part of one.
    private(set) var consumed = 0
    private(set) var isAtEnd = false

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Whether a key, or a part of one, is there already.
    var isPending: Bool {
        if position < bytes.count || decoder.isInEscape { return true }
        var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        return poll(&descriptors, 1, 0) > 0
    }

    /// A key of what is there; waits only as long as the bytes of one key take.
    mutating func next() -> Key? {
        while true {
            if position == bytes.count {
                if decoder.isInEscape, !hasMore(within: KeyDecoder.escapeTime) {
                    if let key = decoder.timeOut() { return key }
                    continue
                }
                guard hasMore(within: 0), fill() else { return nil }
            }
            let byte = bytes[position]
            position += 1
            consumed += 1
            if let key = decoder.take(byte) { return key }
        }
    }

    private func hasMore(within milliseconds: Int) -> Bool {
        var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        return poll(&descriptors, 1, Int32(milliseconds)) > 0
    }

    /// Of a paste as much as there is; else byte by byte, since what follows Enter may belong to another reader of the terminal.
    private mutating func fill() -> Bool {
        var block = [UInt8](repeating: 0, count: decoder.isInPaste ? 16 * 1_024 : 1)
        let count = read(descriptor, &block, block.count)
        guard count > 0 else {
            isAtEnd = count == 0 || (errno != EINTR && errno != EAGAIN)
            return false
        }
        (bytes, position) = (Array(block[..<count]), 0)
        return true
    }
}
