/// What belongs to whole numbers or days that lie close together: an array from the least to the greatest, with −1 for those to which nothing does.
struct NumberArray: Sendable {
    let entries: Values<Int32>
    /// The number of the first place.
    let low: Int64

    /// For each what belongs to it, −1 for missing ones too. Links are numbers by their digits. O(rows).
    func lookUp(_ wanted: BatchColumn, into found: UnsafeMutablePointer<Int32>) {
        let count = wanted.count
        var validity = wanted.validity
        entries.withUnsafeBufferPointer { array in
            if case .packed(let part) = wanted, part.column.form == .int || part.column.form == .date {
                _ = part.lookUp(0..<count, in: array, from: low, into: found)
                return
            }
            switch wanted.wide.asNumbers {
            case .int(let numbers):
                validity = numbers.validity
                numbers.values.withUnsafeBufferPointer { $0.lookUp(in: array, from: low, into: found) }
            case .date(let days): days.values.withUnsafeBufferPointer { $0.lookUp(in: array, from: low, into: found) }
            default: found.update(repeating: -1, count: count)
            }
        }
        if let validity { for row in 0..<count where !validity[row] { found[row] = -1 } }
    }
}
