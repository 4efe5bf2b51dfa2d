/// Slices of one column, put together again without copying.
extension Column {
    /// The column of which these are slices, one after the other; `nil` when they are anything else. O(columns).
    static func rejoined(_ columns: [Column]) -> Column? {
        guard let first = columns.first, columns.count > 1 else { return nil }
        let total = columns.reduce(0) { $0 + $1.count }
        var validity: Bitmap?
        if first.memoryValidity != nil {
            var parts: [Bitmap] = []
            for column in columns {
                guard let part = column.memoryValidity else { return nil }
                parts.append(part)
            }
            guard let whole = Bitmap.rejoined(parts) else { return nil }
            validity = whole
        } else if columns.contains(where: { $0.memoryValidity != nil }) {
            return nil
        }
        switch first {
        case .missing, .period, .duration, .ratio: return nil
        case .bool:
            guard let values = Bitmap.rejoined(columns.compactMap { if case .bool(let part) = $0 { part.values } else { nil } }), values.count == total else { return nil }
            return .bool(BoolColumn(values: values, validity: validity))
        case .int:
            return values(columns, total) { if case .int(let part) = $0 { part.values } else { nil } }.map { .int(NumberColumn(values: $0, validity: validity)) }
        case .date:
            return values(columns, total) { if case .date(let part) = $0 { part.values } else { nil } }.map { .date(NumberColumn(values: $0, validity: validity)) }
        case .float:
            return values(columns, total) { if case .float(let part) = $0 { part.values } else { nil } }.map { .float(NumberColumn(values: $0, validity: validity)) }
        case .decimal(let decimals):
            let joined = values(columns, total) { column -> Values<Int64>? in
                guard case .decimal(let part) = column, part.scale == decimals.scale, case .small(let mantissas) = part.mantissas else { return nil }
                return mantissas
            }
            return joined.map { .decimal(DecimalColumn(mantissas: .small($0), scale: decimals.scale, validity: validity)) }
        case .coded(let coded):
            let joined = values(columns, total) { column -> Values<UInt32>? in
                guard case .coded(let part) = column, part.dictionary === coded.dictionary else { return nil }
                return part.codes
            }
            return joined.map { .coded(CodedColumn(codes: $0, dictionary: coded.dictionary, validity: validity)) }
        case .text(let texts):
            // Each slice has the offset at which the next one begins, too.
            let joined = values(columns, total) { column -> Values<Int32>? in
                guard case .text(let part) = column, part.bytes.pointer == texts.bytes.pointer else { return nil }
                return part.offsets.slice(0..<part.count)
            }
            return joined.map {
                let offsets = Values(buffer: $0.buffer, pointer: $0.pointer, count: total + 1)
                return .text(TextColumn(offsets: offsets, bytes: texts.bytes, validity: validity))
            }
        }
    }

    private static func values<Element>(_ columns: [Column], _ total: Int, _ pick: (Column) -> Values<Element>?) -> Values<Element>? {
        guard let first = pick(columns[0]) else { return nil }
        var next = first.pointer
        for column in columns {
            guard let part = pick(column), part.buffer === first.buffer, part.pointer == next else { return nil }
            next += part.count
        }
        return Values(buffer: first.buffer, pointer: first.pointer, count: total)
    }

    /// Whether both are the same rows of the same memory. Where it is not plain to see, as for kinds that are made of several columns, the
    /// answer is no.
    package func isSame(as other: Column) -> Bool {
        func same<Element>(_ lhs: Values<Element>, _ rhs: Values<Element>) -> Bool { lhs.pointer == rhs.pointer && lhs.count == rhs.count }
        guard Bitmap.isSame(memoryValidity, other.memoryValidity) else { return false }
        switch (self, other) {
        case (.int(let lhs), .int(let rhs)): return same(lhs.values, rhs.values)
        case (.date(let lhs), .date(let rhs)): return same(lhs.values, rhs.values)
        case (.float(let lhs), .float(let rhs)): return same(lhs.values, rhs.values)
        case (.decimal(let lhs), .decimal(let rhs)):
            guard case .small(let left) = lhs.mantissas, case .small(let right) = rhs.mantissas else { return false }
            return lhs.scale == rhs.scale && same(left, right)
        case (.text(let lhs), .text(let rhs)): return same(lhs.offsets, rhs.offsets) && lhs.bytes.pointer == rhs.bytes.pointer
        case (.coded(let lhs), .coded(let rhs)): return lhs.dictionary === rhs.dictionary && same(lhs.codes, rhs.codes)
        case (.missing, _), (.bool, _), (.int, _), (.date, _), (.float, _), (.decimal, _), (.text, _), (.coded, _), (.period, _), (.duration, _), (.ratio, _): return false
        }
    }

    /// The bits in memory, not those made for a column without values.
    private var memoryValidity: Bitmap? { if case .missing = self { nil } else { validity } }
}

extension Bitmap {
    fileprivate static func isSame(_ lhs: Bitmap?, _ rhs: Bitmap?) -> Bool {
        guard let lhs, let rhs else { return lhs == nil && rhs == nil }
        return lhs.words.pointer == rhs.words.pointer && lhs.start == rhs.start && lhs.count == rhs.count
    }

    fileprivate static func rejoined(_ parts: [Bitmap]) -> Bitmap? {
        guard let first = parts.first else { return nil }
        var next = first.start
        for part in parts {
            guard part.words.pointer == first.words.pointer, part.start == next else { return nil }
            next += part.count
        }
        return Bitmap(words: first.words, start: first.start, count: next - first.start)
    }
}
