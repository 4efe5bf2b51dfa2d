/// Chunks of one column that share what they can: whoever reads it again and again then knows codes of old, and gets all rows without a copy.
extension KeptColumn {
    /// The same rows, chunk by chunk: those that are kept plain as slices of one column, codes against one dictionary. O(rows).
    /// - Returns: `nil` where the chunks do not go together, or are too long for one column.
    package static func joined(_ chunks: [KeptColumn]) -> [KeptColumn]? {
        let dictionaries = chunks.compactMap(\.dictionary)
        guard let first = dictionaries.first, dictionaries.count == chunks.count else { return sliced(chunks) }
        // Files have the values of an enumeration each for itself, in one order.
        let isOne = dictionaries.allSatisfy { $0 === first || $0.equals(orderedOther: first) }
        let joined = isOne ? chunks.map { $0.coded(against: first) } : againstOneDictionary(chunks)
        return sliced(joined) ?? joined
    }

    /// The same codes into a dictionary that has the same values at the same places.
    private func coded(against dictionary: TextDictionary) -> KeptColumn {
        switch self {
        case .packed(let column) where self.dictionary != nil: .packed(PackedColumn(form: .coded(dictionary), numbers: column.numbers, validity: column.validity))
        case .plain(.coded(let column)): .plain(.coded(CodedColumn(codes: column.codes, dictionary: dictionary, validity: column.validity)))
        default: self
        }
    }

    /// Slices of one column.
    private static func sliced(_ chunks: [KeptColumn]) -> [KeptColumn]? {
        let parts = chunks.compactMap(\.plain)
        guard parts.count == chunks.count, isUniform(parts), let whole = try? Column.concatenated(parts) else { return nil }
        var start = 0
        return parts.map { part in
            defer { start += part.count }
            return .plain(whole.slice(start..<start + part.count))
        }
    }

    private static func againstOneDictionary(_ chunks: [KeptColumn]) -> [KeptColumn] {
        var merger = DictionaryMerger()
        var translated: [(codes: Values<UInt32>, validity: Bitmap?)] = []
        for chunk in chunks {
            guard case .coded(let coded) = chunk.column else { preconditionFailure("who has a dictionary has codes") }
            let codes = Values<UInt32>(uninitialized: coded.codes.count)
            merger.translate(coded, into: codes.pointer)
            translated.append((codes, coded.validity))
        }
        let dictionary = merger.finish()
        return translated.map { KeptColumn(.coded(CodedColumn(codes: $0.codes, dictionary: dictionary, validity: $0.validity))) }
    }

    /// Whether nothing would change its form: texts here and codes there would all become texts.
    private static func isUniform(_ parts: [Column]) -> Bool {
        var textBytes = 0
        var (texts, codes) = (0, 0)
        for part in parts {
            switch part {
            case .text(let column):
                texts += 1
                textBytes += Int(column.offsets[column.count] - column.offsets[0])
            case .coded: codes += 1
            default: break
            }
        }
        return textBytes < 1 << 30 && (texts == 0 || codes == 0)
    }
}
