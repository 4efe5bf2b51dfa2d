import Glibc

/// The time as the shell needs it: for how long something took, and when it was.
enum Clock {
    /// Of a clock that nobody sets.
    static func milliseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
    }

    /// `1.2 s`
    static func seconds(_ milliseconds: Int) -> String { "\(milliseconds / 1_000).\(milliseconds / 100 % 10) s" }

    /// `2019-06-30T09:15:00+07:00`
    static func localTime() -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 64)
        guard strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S%z", &parts) > 0 else { return "" }
        let plain = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // ISO 8601 as others write it has a colon in the offset.
        return plain.dropLast(2) + ":" + plain.suffix(2)
    }
}
