/// The n-th least of some numbers without sorting them: Hoare's FIND (1961), partitioning after Lomuto without a branch a number, since
/// which side a number goes to is as good as random and a wrong guess costs more than to move it for nothing.
enum Selection {
    /// Rearranges the numbers so that the one at `place` is the one that a sort would put there, with none greater before it and none less
    /// after it. O(n) on the average; what will not get smaller quickly is sorted, so never worse than O(n log n).
    ///
    /// - Parameter place: a place among them.
    static func select(_ place: Int, of numbers: UnsafeMutableBufferPointer<Double>) -> Double {
        var (low, high) = (0, numbers.count)
        var rounds = 2 * (Int.bitWidth - numbers.count.leadingZeroBitCount)
        while high - low > 16, rounds > 0 {
            rounds -= 1
            let pivot = pivot(UnsafeMutableBufferPointer(rebasing: numbers[low..<high]))
            var middle = low
            for index in low..<high {
                let number = numbers[index]
                numbers[index] = numbers[middle]
                numbers[middle] = number
                middle &+= number < pivot ? 1 : 0
            }
            if place < middle {
                high = middle
            } else if middle > low {
                low = middle
            } else {
                // None is less: those that are equal go first, so that many of one number cost no more than others.
                for index in low..<high {
                    let number = numbers[index]
                    numbers[index] = numbers[middle]
                    numbers[middle] = number
                    middle &+= number <= pivot ? 1 : 0
                }
                if place < middle { return pivot }
                low = middle
            }
        }
        var few = UnsafeMutableBufferPointer(rebasing: numbers[low..<high])
        few.sort()
        return numbers[place]
    }

    /// The median of three, of many numbers that of three such medians (Tukey's ninther).
    private static func pivot(_ numbers: UnsafeMutableBufferPointer<Double>) -> Double {
        let last = numbers.count - 1
        if last < 128 { return median(numbers[0], numbers[last / 2], numbers[last]) }
        let step = last / 8
        return median(
            median(numbers[0], numbers[step], numbers[2 * step]), median(numbers[3 * step], numbers[4 * step], numbers[5 * step]),
            median(numbers[6 * step], numbers[7 * step], numbers[last]))
    }

    private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double { max(min(a, b), min(max(a, b), c)) }
}
