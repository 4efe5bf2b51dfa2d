/// The name of an administrative unit, taken apart into the word for its kind and the name proper.
///
///     UnitName("UBND huyện Hải Hậu").bare   // "Hải Hậu"
///     UnitName("TP. Nam Định").bare         // "Nam Định"
///     UnitName("Giao Thủy").kind            // nil
///
/// Letters are kept as written: the same unit under two spellings stays two names here.
package struct UnitName: Sendable {
    package enum Kind: Sendable { case province, city, district, urbanDistrict, town, township, commune, ward }

    package let kind: Kind?
    package let bare: String

    package init(_ written: String) {
        var rest = Substring(written).trimmed
        var kind: Kind?
        for word in Self.offices {
            if let after = Self.dropping(word, from: rest) { rest = after }
        }
        for (word, found) in Self.kinds {
            if let after = Self.dropping(word, from: rest) {
                rest = after
                kind = found
                break
            }
        }
        self.kind = kind
        bare = String(rest)
    }

    /// What stands before the unit in the name of its office.
    private static let offices = ["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd"]

    /// Longer words first, so that `thị trấn` is not taken for something shorter. An abbreviation ends in its dot.
    private static let kinds: [(String, Kind)] = [
        ("thành phố", .city), ("thị trấn", .township), ("thị xã", .town), ("phường", .ward), ("huyện", .district),
        ("tỉnh", .province), ("quận", .urbanDistrict), ("xã", .commune),
        ("t.p.", .city), ("tp.", .city), ("tp", .city), ("tt.", .township), ("tt", .township), ("tx.", .town), ("tx", .town),
        ("h.", .district), ("q.", .urbanDistrict), ("p.", .ward), ("x.", .commune), ("t.", .province),
    ]

    /// What follows `word` at the start, whatever its case; `nil` when it is not there or nothing follows.
    private static func dropping(_ word: String, from text: Substring) -> Substring? {
        let head = text.prefix(word.count)
        guard head.count == word.count, head.lowercased() == word else { return nil }
        let after = text.dropFirst(word.count)
        if !word.hasSuffix("."), let next = after.first, !next.isWhitespace { return nil }
        let rest = after.trimmed
        return rest.isEmpty ? nil : rest
    }
}

extension Substring {
    /// Without white space at both ends.
    fileprivate var trimmed: Substring {
        var result = self
        while result.first?.isWhitespace == true { result.removeFirst() }
        while result.last?.isWhitespace == true { result.removeLast() }
        return result
    }
}
