import Semantics

/// Days as `2019-06-30`, each worked out once: a million dates of a result are some thousand days, and ten bytes are sooner copied than divided out.
final class DayTexts {
    static let length = 10
    /// The days that are kept, around the first one that is asked for: some 180 years.
    private static let kept = 1 << 16

    private let text: MachineText
    private var first: Int?
    /// Ten bytes a day, zeros where it has not been asked for yet.
    private var bytes: [UInt8] = []

    init(_ text: MachineText) { self.text = text }

    /// Copies the ten bytes of a day.
    /// - Returns: false for a day that is not among those kept.
    @inline(__always)
    func copy(_ day: Int, to target: UnsafeMutablePointer<UInt8>) -> Bool {
        guard let start = place(of: day) else { return false }
        if bytes[start] == 0, !work(out: day, at: start) { return false }
        bytes.withUnsafeBufferPointer { kept in
            for index in 0..<DayTexts.length { target[index] = kept[start + index] }
        }
        return true
    }

    private func place(of day: Int) -> Int? {
        let first: Int
        if let known = self.first {
            first = known
        } else {
            first = day - DayTexts.kept / 2
            self.first = first
            bytes = [UInt8](repeating: 0, count: DayTexts.kept * DayTexts.length)
        }
        let index = day - first
        return index >= 0 && index < DayTexts.kept ? index * DayTexts.length : nil
    }

    private func work(out day: Int, at start: Int) -> Bool {
        var made: [UInt8] = []
        text.append(day: Int32(truncatingIfNeeded: day), to: &made)
        guard made.count == DayTexts.length else { return false }
        bytes.replaceSubrange(start..<(start + DayTexts.length), with: made)
        return true
    }
}
