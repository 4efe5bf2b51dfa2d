/// How whole numbers become small words: their distances from the least one, in steps.
///
/// A frame of its own for each stretch of rows is what makes words short; one that holds all stretches lets them lie in one file.
package struct PackingFrame: Sendable, Equatable {
    /// The least of the values.
    package let base: Int64
    /// The greatest of them.
    package let greatest: Int64
    /// Divides all distances from the least one; 0 where all are the same. Moments of whole minutes have 60 million, fees in thousands a thousand.
    package let step: Int64

    package init(base: Int64, greatest: Int64, step: Int64) {
        self.base = base
        self.greatest = greatest
        self.step = step
    }

    /// Of no value.
    package static let empty = PackingFrame(base: .max, greatest: .min, step: 0)

    package var isEmpty: Bool { base > greatest }

    /// The bytes that a word takes: 1, 2, 4, or 8 where nothing is saved.
    package var width: Int {
        if isEmpty { return 1 }
        return switch UInt64(bitPattern: greatest &- base) / UInt64(bitPattern: max(step, 1)) {
        case ...UInt64(UInt8.max): 1
        case ...UInt64(UInt16.max): 2
        case ...UInt64(UInt32.max): 4
        default: 8
        }
    }

    /// The least frame that holds the values of both.
    package func union(_ other: PackingFrame) -> PackingFrame {
        if isEmpty { return other }
        if other.isEmpty { return self }
        let (low, high) = (min(base, other.base), max(base, other.base))
        let step = step.magnitude.commonDivisor(with: other.step.magnitude).commonDivisor(with: UInt64(bitPattern: high &- low))
        return PackingFrame(base: low, greatest: max(greatest, other.greatest), step: Self.signed(step))
    }

    /// Of numbers in the rows that are present. Ends the search for a step where there is none. O(rows).
    init<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(_ values: Values<Element>, _ validity: Bitmap?) {
        let bounds = ZoneBounds(values, validity)
        guard bounds != .none else {
            self = .empty
            return
        }
        // One byte is as short as words get.
        let isShort = 1...UInt64(UInt8.max) ~= UInt64(bitPattern: bounds.greatest &- bounds.least)
        self.init(base: bounds.least, greatest: bounds.greatest, step: isShort ? 1 : Self.signed(Self.step(values, validity, from: bounds.least)))
    }

    private static func step<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(_ values: Values<Element>, _ validity: Bitmap?, from base: Int64) -> UInt64 {
        var step: UInt64 = 0
        var division = ExactDivision(by: 1)
        for row in 0..<values.count where validity?[row] ?? true {
            let distance = UInt64(bitPattern: Int64(truncatingIfNeeded: values.pointer[row]) &- base)
            if step != 0, division.divides(distance) { continue }
            step = step.commonDivisor(with: distance)
            if step == 1 { break }
            if step != 0 { division = ExactDivision(by: step) }
        }
        return step
    }

    /// A step of half the numbers there are leaves nothing to save.
    private static func signed(_ step: UInt64) -> Int64 { Int64(exactly: step) ?? 1 }
}
