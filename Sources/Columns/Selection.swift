import CVectors

/// The n-th least of some numbers without sorting them: Hoare's FIND (1961), by the widest vectors that the processor has.
package struct Selection {
    /// Where numbers go when they are split, and from where they come back.
    private let scratch: Values<Double>

    /// - Parameter count: the most numbers that there are to select among.
    package init(among count: Int) { scratch = Values(uninitialized: max(count, 1)) }

    /// Rearranges the numbers. O(n) on the average; what will not get smaller quickly is sorted, so never worse than O(n log n).
    ///
    /// - Parameter place: a place among them.
    /// - Returns: the number that a sort would put there, and the one that it would put behind it, infinity for none.
    package func select(_ place: Int, of numbers: UnsafeMutableBufferPointer<Double>) -> (number: Double, next: Double) {
        precondition(numbers.indices.contains(place) && numbers.count <= scratch.count, "a place among no more numbers than were announced")
        var found = (0.0, 0.0)
        let isFound = withUnsafeMutablePointer(to: &found) { found in
            found.withMemoryRebound(to: Double.self, capacity: 2) { found in
                numbers.baseAddress.map { select_numbers($0, numbers.count, place, scratch.pointer, found) != 0 } ?? false
            }
        }
        if isFound { return found }
        var numbers = numbers
        numbers.sort()
        return (numbers[place], place + 1 < numbers.count ? numbers[place + 1] : .infinity)
    }
}
