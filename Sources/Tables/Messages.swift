import Diagnostics

// What is said where memory does not suffice: every wording.

extension Message {
    /// - Parameter limit: in bytes.
    package static func memoryExceeded(_ purpose: MemoryPurpose, limit: Int) -> Message {
        Message(
            MemoryCode.memoryExceeded, "\(purpose.rawValue) would take more than the \(MemorySize.text(limit)) that may be used",
            "keep fewer columns and rows before it, or allow more:  --memory \(MemorySize.option(2 * min(limit, 1 << 60)))")
    }

    package static let textExceeded = Message(
        MemoryCode.memoryExceeded, "a column would hold more than 2 GB of text at once, which is the most there can be",
        "keep fewer columns and rows before it")
}
