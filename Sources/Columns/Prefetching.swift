import CPrefetch

extension Array {
    /// Asks for the memory of one element ahead of its use. The place one behind the last is allowed, as where a text without letters lies.
    @inline(__always)
    func bringNear(_ place: Int) {
        withUnsafeBufferPointer { elements in if let base = elements.baseAddress { prefetch(base + place) } }
    }
}

extension TextColumn {
    /// Asks for some texts ahead of their use: first for where they lie, all together, then for them. Negative rows are none.
    package func bringNear(_ rows: UnsafeBufferPointer<Int32>) {
        for row in rows where row >= 0 { prefetch(offsets.pointer + Int(row)) }
        for row in rows where row >= 0 {
            // A text of some length lies in two lines of the cache as often as in one.
            prefetch(bytes.pointer + Int(offsets[Int(row)]))
            prefetch(bytes.pointer + Int(offsets[Int(row) &+ 1]))
        }
    }
}
