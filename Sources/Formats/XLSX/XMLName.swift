/// The name of an element or attribute without its prefix, as one word that compares in one step.
///
/// Names of up to eight bytes stand in the word themselves; of longer ones it is a hash (FNV-1a) with a bit that no
/// ASCII name has, which is enough for the few names that are looked for.
struct XMLName: Hashable, Sendable {
    private let word: UInt64

    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        var word: UInt64 = 0
        if count <= 8 {
            for index in 0..<count { word |= UInt64(bytes[index]) &<< UInt64(truncatingIfNeeded: index &* 8) }
        } else {
            word = 0xCBF2_9CE4_8422_2325
            for index in 0..<count { word = (word ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
            word |= 0x80
        }
        self.word = word
    }

    init(_ text: StaticString) { self.init(text.utf8Start, text.utf8CodeUnitCount) }
}
