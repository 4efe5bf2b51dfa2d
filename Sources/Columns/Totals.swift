import CVectors

/// Adding up what is packed.
extension PackedPart {
    /// Adds each present row's number to the total of its group. What does not fit wraps, so the caller knows that all fit. O(rows).
    package func add(to totals: UnsafeMutableBufferPointer<Int64>, groups: UnsafeBufferPointer<Int32>) {
        precondition(groups.count == count, "each row has a group")
        guard count > 0, let first = totals.baseAddress, let groups = groups.baseAddress else { return }
        if totals.count == 1 {
            first[0] &+= sum
            return
        }
        let (base, step, start) = (numbers.base, numbers.step, rows.lowerBound)
        withPresentWords { present in
            switch numbers.words {
            case .bytes(let words): add_8_to_groups(words.pointer + start, groups, count, present, base, step, first, totals.count)
            case .pairs(let words): add_16_to_groups(words.pointer + start, groups, count, present, base, step, first, totals.count)
            case .quads(let words): add_32_to_groups(words.pointer + start, groups, count, present, base, step, first, totals.count)
            }
        }
    }

    /// Of the present rows.
    private var sum: Int64 {
        let start = rows.lowerBound
        let words = withPresentWords { present in
            switch numbers.words {
            case .bytes(let words): sum_8(words.pointer + start, count, present)
            case .pairs(let words): sum_16(words.pointer + start, count, present)
            case .quads(let words): sum_32(words.pointer + start, count, present)
            }
        }
        return Int64(validity?.trueCount ?? count) &* numbers.base &+ Int64(bitPattern: words) &* numbers.step
    }

    func withPresentWords<Result>(_ body: (UnsafePointer<UInt64>?) -> Result) -> Result { validity.withPresentWords(body) }
}

extension Bitmap? {
    /// The bits of a validity from the first of a word on; `nil` for one where all are present.
    fileprivate func withPresentWords<Result>(_ body: (UnsafePointer<UInt64>?) -> Result) -> Result {
        guard let words = self?.alignedWords else { return body(nil) }
        return withExtendedLifetime(words) { body(UnsafePointer(words.pointer)) }
    }
}

extension NumberColumn<Int64> {
    /// Adds each present row's number to the total of its group. What does not fit wraps, so the caller knows that all fit. O(rows).
    package func add(to totals: UnsafeMutableBufferPointer<Int64>, groups: UnsafeBufferPointer<Int32>) {
        precondition(groups.count == values.count, "each row has a group")
        guard values.count > 0, let first = totals.baseAddress, let groups = groups.baseAddress else { return }
        validity.withPresentWords { present in
            if totals.count == 1 {
                first[0] &+= Int64(bitPattern: sum_64(values.bitPatterns.pointer, values.count, present))
            } else {
                add_64_to_groups(values.pointer, groups, values.count, present, 0, 1, first, totals.count)
            }
        }
    }
}

extension Values<Int64> {
    /// Of numbers of at most 32 bits. O(values).
    package var squares: Values<Int64> {
        let squares = Values<Int64>(uninitialized: count)
        square_numbers(pointer, squares.pointer, count)
        return squares
    }

    /// Of all and the one that is given. O(values).
    package func greatest(or number: Int64) -> Int64 { greatest_of_numbers(pointer, count, number) }
    package func least(or number: Int64) -> Int64 { least_of_numbers(pointer, count, number) }
}

extension [Int64] {
    /// Adds one to its group's count for each row. O(rows).
    package mutating func count(_ groups: UnsafeBufferPointer<Int32>) {
        if self.count == 1 { return self[0] &+= Int64(groups.count) }
        guard let first = groups.baseAddress else { return }
        withUnsafeMutableBufferPointer { counts in if let base = counts.baseAddress { count_in_groups(first, groups.count, base, counts.count) } }
    }
}
