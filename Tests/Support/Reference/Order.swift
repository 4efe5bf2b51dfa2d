import Characters
import Semantics

/// Which of two values comes first, by their type.
struct Order {
    let run: ReferenceRun

    /// Negative, 0 or positive. Both values are present.
    func compare(_ lhs: Value, _ rhs: Value, _ kind: Type.Kind) -> Int {
        switch (lhs, rhs) {
        case (.int(let a), .int(let b)): return sign(a, b)
        case (.decimal(let a), .decimal(let b)) where a.scale == b.scale: return sign(a.mantissa, b.mantissa)
        case (.bool(let a), .bool(let b)): return (a ? 1 : 0) - (b ? 1 : 0)
        case (.date(let a), .date(let b)): return sign(a, b)
        case (.timestamp(let a), .timestamp(let b)): return sign(a, b)
        case (.period(let a), .period(let b)): return a.first == b.first ? sign(a.last, b.last) : sign(a.first, b.first)
        case (.text(let a), .text(let b)):
            switch kind {
            case .enumeration(let values): return sign(values.firstIndex(of: a) ?? values.count, values.firstIndex(of: b) ?? values.count)
            case .link(let table): return links(a, b, run.table(table))
            case .nothing, .bool, .int, .decimal, .float, .ratio, .points, .text, .date, .timestamp, .period, .duration, .list: return texts(a, b)
            }
        case (.ratio, .ratio):
            guard let a = Ratio.exact(lhs), let b = Ratio.exact(rhs) else { return sign(Ratio.double(lhs), Ratio.double(rhs)) }
            return a.order(b)
        default:
            if lhs.isFloat, rhs.isFloat { return sign(lhs.double, rhs.double) }
            guard let a = Exact(lhs), let b = Exact(rhs) else { return sign(lhs.double, rhs.double) }
            return a.order(b)
        }
    }

    /// The same where values may be missing: those come last.
    func compareWithMissing(_ lhs: Value, _ rhs: Value, _ kind: Type.Kind, isDescending: Bool) -> Int {
        switch (lhs.isAbsent, rhs.isAbsent) {
        case (true, true): return 0
        case (true, false): return 1
        case (false, true): return -1
        case (false, false):
            let order = compare(lhs, rhs, kind)
            return isDescending ? -order : order
        }
    }

    /// Rows by their sort keys.
    func compare(_ lhs: [Value], _ rhs: [Value], by keys: [CheckedSortKey]) -> Int {
        for (index, key) in keys.enumerated() {
            let order = compareWithMissing(lhs[index], rhs[index], key.value.type.kind, isDescending: key.isDescending)
            if order != 0 { return order }
        }
        return 0
    }

    /// `==`: total, and missing is equal to missing.
    func areEqual(_ lhs: Value, _ rhs: Value, _ kind: Type.Kind) -> Bool {
        if lhs.isAbsent || rhs.isAbsent { return lhs.isAbsent && rhs.isAbsent }
        if case .text(let a) = lhs, case .text(let b) = rhs { return a.utf8.elementsEqual(b.utf8) }
        if case .duration = lhs { return lhs == rhs }
        return compare(lhs, rhs, kind) == 0
    }

    /// By the collation of the edition; texts that it holds for equal by their bytes.
    private func texts(_ a: String, _ b: String) -> Int {
        let (first, second) = (Collation.sortKey(a), Collation.sortKey(b))
        if first == second { return a.utf8.elementsEqual(b.utf8) ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1 }
        return first.lexicographicallyPrecedes(second) ? -1 : 1
    }

    /// In the order of the table's rows; what names no row comes after them, as text.
    private func links(_ a: String, _ b: String, _ table: ReferenceTable) -> Int {
        switch (table.row(of: a), table.row(of: b)) {
        case (let first?, let second?): sign(first, second)
        case (_?, nil): -1
        case (nil, _?): 1
        case (nil, nil): texts(a, b)
        }
    }

    private func sign<Number: Comparable>(_ a: Number, _ b: Number) -> Int { a < b ? -1 : a > b ? 1 : 0 }
}

extension Array {
    /// Sorted by an order that says 0 for what is to stay as it stands.
    func inOrder(_ compare: (Element, Element) -> Int) -> [Element] {
        enumerated().sorted { a, b in
            let difference = compare(a.element, b.element)
            return difference == 0 ? a.offset < b.offset : difference < 0
        }.map(\.element)
    }
}
