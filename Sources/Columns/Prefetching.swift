import CPrefetch

extension Array {
    /// Asks for the memory of one element ahead of its use. The place one behind the last is allowed, as where a text without letters lies.
    @inline(__always)
    func bringNear(_ place: Int) {
        withUnsafeBufferPointer { elements in if let base = elements.baseAddress { prefetch(base + place) } }
    }
}

extension TextColumn {
    /// Asks for the beginnings of some texts ahead of their use: first for where they lie, all together, then for them.
    package func bringNear(_ rows: [Int32]) {
        for row in rows { prefetch(offsets.pointer + Int(row)) }
        for row in rows { prefetch(bytes.pointer + Int(offsets[Int(row)])) }
    }
}
