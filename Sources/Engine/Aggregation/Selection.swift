/// The n-th least of some numbers without sorting them: Hoare's FIND (1961) with the median of three as the pivot.
enum Selection {
    /// Rearranges the numbers so that the one at `place` is the one that a sort would put there, with none greater before it and none less
    /// after it. O(n) on the average; what will not get smaller quickly is sorted, so never worse than O(n log n).
    ///
    /// - Parameter place: a place among them.
    static func select(_ place: Int, of numbers: UnsafeMutableBufferPointer<Double>) -> Double {
        var values = numbers
        var (low, high) = (0, values.count - 1)
        var rounds = 2 * (Int.bitWidth - values.count.leadingZeroBitCount)
        while high - low > 16 {
            rounds -= 1
            if rounds < 0 { break }
            let pivot = median(values[low], values[(low + high) / 2], values[high])
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while pivot < values[right] { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if place <= right {
                high = right
            } else if place >= left {
                low = left
            } else {
                return values[place]
            }
        }
        values[low...high].sort()
        return values[place]
    }

    private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double { max(min(a, b), min(max(a, b), c)) }
}
