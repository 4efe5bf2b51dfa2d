/// One dictionary for columns that were coded against several.
///
/// Only values that occur get a code: a batch that holds ten of a dictionary's sixty thousand values costs
/// ten hashes and one cleared table, not sixty thousand hashes.
package struct DictionaryMerger {
    private var builder = DictionaryBuilder()
    /// For each source dictionary: its codes' new codes, `unknown` before they have occurred.
    private var maps: [ObjectIdentifier: [UInt32]] = [:]
    /// Keeps the identities above from being reused.
    private var sources: [TextDictionary] = []
    private static let unknown = UInt32.max

    package init() {}

    /// Writes the new code of each row of `column`; 0 under missing rows.
    package mutating func translate(_ column: CodedColumn, into target: UnsafeMutablePointer<UInt32>) {
        let identity = ObjectIdentifier(column.dictionary)
        if maps[identity] == nil { sources.append(column.dictionary) }
        var map = maps.removeValue(forKey: identity) ?? [UInt32](repeating: Self.unknown, count: column.dictionary.count)
        for row in 0..<column.codes.count {
            guard column.validity.map({ $0[row] }) ?? true else {
                target[row] = 0
                continue
            }
            let code = Int(column.codes[row])
            if map[code] == Self.unknown { map[code] = builder.code(column.dictionary.values[code]) }
            target[row] = map[code]
        }
        maps[identity] = map
    }

    package func finish() -> TextDictionary { builder.finish() }
}

extension TextDictionary {
    /// Whether both are ordered and hold the same values, so that their codes mean the same. O(n).
    func equals(orderedOther other: TextDictionary) -> Bool {
        guard isOrdered, other.isOrdered, count == other.count else { return false }
        return (0..<count).allSatisfy { values[$0].elementsEqual(other.values[$0]) }
    }
}
