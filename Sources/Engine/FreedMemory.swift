import CSlabPool

/// Memory that was freed and that the process still has.
package enum FreedMemory {
    /// Hands it back to the system. After much has been freed: it costs some milliseconds.
    static func giveBack() { slab_pool_give_back() }

    /// So much of it is kept for the next query as is half of what queries may use.
    /// - Parameter limit: in bytes.
    package static func keep(underLimit limit: Int) { slab_pool_keep(limit / 2) }
}
