import Glibc

/// A pause that Ctrl-C ends.
enum Wait {
    /// - Returns: false when it was cut short.
    static func forSeconds(_ seconds: Double) -> Bool { poll(nil, 0, Int32(min(seconds, 86_400) * 1_000)) == 0 }
}
