import CPrefetch

extension Array {
    /// Asks for the memory of one element ahead of its use. The place one behind the last is allowed, as where a text without letters lies.
    @inline(__always)
    func bringNear(_ place: Int) {
        withUnsafeBufferPointer { elements in if let base = elements.baseAddress { prefetch(base + place) } }
    }
}
