import CSlabPool

/// Memory that was freed and that the process still has.
package enum FreedMemory {
    /// Hands it back to the system. After much has been freed: it costs some milliseconds.
    static func giveBack() { slab_pool_give_back() }

    /// How much of it is kept for the next query, in bytes.
    package static func keep(atMost bytes: Int) { slab_pool_keep(bytes) }
}
