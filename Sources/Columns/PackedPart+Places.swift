import CVectors

/// Looking up what is packed.
extension PackedPart {
    /// For each row of a run what stands in an array at the place of its number, counted from `low` on; −1 for numbers that lie outside. Under missing
    /// rows anything. O(rows).
    /// - Parameter run: counted from the first row of this part, from a multiple of 64 on.
    /// - Returns: whether none of those of present rows is negative.
    package func lookUp(_ run: Range<Int>, in array: UnsafeBufferPointer<Int32>, from low: Int64, into numbers: UnsafeMutablePointer<Int32>) -> Bool {
        precondition(run.lowerBound & 63 == 0 && run.upperBound <= count)
        guard let first = array.baseAddress, !array.isEmpty else {
            numbers.update(repeating: -1, count: run.count)
            return run.isEmpty
        }
        let (offset, step) = (UInt64(bitPattern: self.numbers.base &- low), UInt64(bitPattern: self.numbers.step))
        let (size, start, count) = (UInt64(array.count), rows.lowerBound + run.lowerBound, run.count)
        let signs = withPresentWords { present in
            let present = present.map { $0 + run.lowerBound / 64 }
            switch self.numbers.words {
            case .bytes(let words): return look_up_8(words.pointer + start, count, present, first, size, offset, step, numbers)
            case .pairs(let words): return look_up_16(words.pointer + start, count, present, first, size, offset, step, numbers)
            case .quads(let words): return look_up_32(words.pointer + start, count, present, first, size, offset, step, numbers)
            }
        }
        return signs >= 0
    }

    /// The same of an array.
    package func lookUp(_ run: Range<Int>, in array: [Int32], from low: Int64, into numbers: UnsafeMutablePointer<Int32>) -> Bool {
        array.withUnsafeBufferPointer { lookUp(run, in: $0, from: low, into: numbers) }
    }

    /// Makes of each place the one that this row's code has in an array with one more dimension, of `size` places. O(rows).
    func addPlaces(_ places: UnsafeMutablePointer<UInt32>, size: UInt32) {
        let (base, step, start) = (UInt32(truncatingIfNeeded: numbers.base), UInt32(truncatingIfNeeded: numbers.step), rows.lowerBound)
        switch numbers.words {
        case .bytes(let words): add_places_8(words.pointer + start, places, count, size, base, step)
        case .pairs(let words): add_places_16(words.pointer + start, places, count, size, base, step)
        case .quads(let words): add_places_32(words.pointer + start, places, count, size, base, step)
        }
    }
}

extension UnsafeBufferPointer where Element: FixedWidthInteger {
    /// For each what stands in an array at its place, counted from `low` on; −1 for those that lie outside. O(values).
    @inline(__always)
    func lookUp(in array: UnsafeBufferPointer<Int32>, from low: Int64, into numbers: UnsafeMutablePointer<Int32>) {
        guard !array.isEmpty else { return numbers.update(repeating: -1, count: count) }
        let size = UInt64(array.count)
        for index in indices {
            let place = UInt64(bitPattern: Int64(truncatingIfNeeded: self[index]) &- low)
            // Two choices and no branch: whether a number is in the range is as good as random.
            let found = array[Int(truncatingIfNeeded: place < size ? place : 0)]
            numbers[index] = place < size ? found : -1
        }
    }
}

extension Values<UInt32> {
    /// The same numbers in eight bytes each.
    var widened: Values<UInt64> {
        let wide = Values<UInt64>(uninitialized: count)
        for index in 0..<count { wide.pointer[index] = UInt64(pointer[index]) }
        return wide
    }

    /// For each what stands in an array at its place, counted from `low` on; −1 for those that lie outside. O(values).
    /// - Returns: whether none is negative.
    package func lookUp(_ array: [Int32], from low: Int64, into numbers: UnsafeMutablePointer<Int32>) -> Bool {
        array.withUnsafeBufferPointer { array in
            guard let first = array.baseAddress, !array.isEmpty else {
                numbers.update(repeating: -1, count: count)
                return count == 0
            }
            return look_up_32(pointer, count, nil, first, UInt64(array.count), UInt64(bitPattern: 0 &- low), 1, numbers) >= 0
        }
    }

    /// Makes of each place the one that this number has in an array with one more dimension, of `size` places. O(values).
    func addPlaces(_ numbers: [Int32], size: UInt32) {
        numbers.withUnsafeBytes { bytes in
            guard let first = bytes.assumingMemoryBound(to: UInt32.self).baseAddress else { return }
            add_places_32(first, pointer, count, size, 0, 1)
        }
    }
}
