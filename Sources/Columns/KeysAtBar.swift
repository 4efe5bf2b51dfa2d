import CVectors

/// Keys of which few reach a bar: looked through by the widest vectors that the processor has.
extension UnsafeBufferPointer<Int64> {
    /// The places of those that are at least the bar, in their order. O(keys).
    package func places(reaching bar: Int64) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: count) { places, used in
            guard let keys = baseAddress, let target = places.baseAddress else { return }
            used = places_reaching(keys, count, bar, target)
        }
    }

    /// The place behind the last one before `end` that is greater than the bar, 0 for none. O(keys behind it).
    package func endOfLast(above bar: Int64, before end: Int) -> Int { baseAddress.map { end_of_last_above($0, end, bar) } ?? 0 }
}
