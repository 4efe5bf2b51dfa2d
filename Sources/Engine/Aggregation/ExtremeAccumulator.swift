import Columns
import Semantics

/// `min` and `max` of numbers and days: one comparison a row.
final class NumberExtremeAccumulator<Element: Comparable & BitwiseCopyable & Sendable>: Accumulator {
    private let isMaximum: Bool
    private let zero: Element
    private let read: (Column) -> NumberColumn<Element>
    private let write: (NumberColumn<Element>) -> Column
    private var best: [Element] = []
    private var isFound: [Bool] = []
    private(set) var skipped = 0

    /// - Parameter zero: what lies under groups without a value.
    init(isMaximum: Bool, zero: Element, read: @escaping (Column) -> NumberColumn<Element>, write: @escaping (NumberColumn<Element>) -> Column) {
        self.isMaximum = isMaximum
        self.zero = zero
        self.read = read
        self.write = write
    }

    func resize(groups: Int) {
        growBest(to: groups)
        isFound.grow(to: groups, filling: false)
    }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) {
        skipped += arguments[0].missingCount
        add(read(arguments[0]), groups)
    }

    // Called through a protocol, so that without these the loops would copy and compare through witnesses.
    @_specialize(where Element == Int64)
    @_specialize(where Element == Int32)
    @_specialize(where Element == Double)
    private func growBest(to groups: Int) { best.grow(to: groups, filling: zero) }

    @_specialize(where Element == Int64)
    @_specialize(where Element == Int32)
    @_specialize(where Element == Double)
    private func add(_ column: NumberColumn<Element>, _ groups: [Int32]) {
        let (values, validity, isMaximum) = (column.values, column.validity, isMaximum)
        best.withUnsafeMutableBufferPointer { best in
            isFound.withUnsafeMutableBufferPointer { isFound in
                if best.count == 1 {
                    guard let first = (0..<groups.count).first(where: { validity?[$0] ?? true }) else { return }
                    var extreme = isFound[0] ? best[0] : values[first]
                    if let validity {
                        for row in first..<groups.count where validity[row] {
                            if isMaximum ? values[row] > extreme : values[row] < extreme { extreme = values[row] }
                        }
                    } else {
                        extreme = Self.extreme(of: values, from: extreme, isMaximum)
                    }
                    best[0] = extreme
                    isFound[0] = true
                    return
                }
                for row in 0..<groups.count where validity?[row] ?? true {
                    let group = Int(groups[row])
                    let value = values[row]
                    if !isFound[group] || (isMaximum ? value > best[group] : value < best[group]) {
                        best[group] = value
                        isFound[group] = true
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func extreme(of values: Values<Element>, from start: Element, _ isMaximum: Bool) -> Element {
        if let numbers = values as? Values<Int64>, let first = start as? Int64, let extreme = (isMaximum ? numbers.greatest(or: first) : numbers.least(or: first)) as? Element {
            return extreme
        }
        return isMaximum ? extreme(of: values, from: start) { $0 > $1 } : extreme(of: values, from: start) { $0 < $1 }
    }

    /// Four at once, since each comparison would wait for the one before. Floats in their order: of zeros with and without a sign the first counts.
    @inline(__always)
    private static func extreme(of values: Values<Element>, from start: Element, _ isBetter: (Element, Element) -> Bool) -> Element {
        var (a, b, c, d) = (start, start, start, start)
        var row = 0
        while Element.self != Double.self, row &+ 4 <= values.count {
            a = isBetter(values[row], a) ? values[row] : a
            b = isBetter(values[row &+ 1], b) ? values[row &+ 1] : b
            c = isBetter(values[row &+ 2], c) ? values[row &+ 2] : c
            d = isBetter(values[row &+ 3], d) ? values[row &+ 3] : d
            row &+= 4
        }
        while row < values.count {
            a = isBetter(values[row], a) ? values[row] : a
            row &+= 1
        }
        let (e, f) = (isBetter(b, a) ? b : a, isBetter(d, c) ? d : c)
        return isBetter(f, e) ? f : e
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) {
        let other = same(other)
        skipped += other.skipped
        merge(other.best, other.isFound, mapping)
    }

    @_specialize(where Element == Int64)
    @_specialize(where Element == Int32)
    @_specialize(where Element == Double)
    private func merge(_ values: [Element], _ areFound: [Bool], _ mapping: [Int32]) {
        for from in values.indices where areFound[from] {
            let group = Int(mapping[from])
            if !isFound[group] || (isMaximum ? values[from] > best[group] : values[from] < best[group]) {
                best[group] = values[from]
                isFound[group] = true
            }
        }
    }

    func makeEmpty() -> any Accumulator { NumberExtremeAccumulator(isMaximum: isMaximum, zero: zero, read: read, write: write) }

    /// A value a group; missing where none was found.
    var extremes: NumberColumn<Element> { NumberColumn(values: Values(best), validity: Bitmap.make(best.count) { isFound[$0] }.unlessFull) }

    func finish(_ context: QueryContext) -> Column { write(extremes) }
}

/// `min` and `max` of values whose order is not that of their bits: text, enums, links, ratios, periods, decimals of several scales.
///
/// Rows wait until there are enough of them, then each group keeps its best: so dictionaries are ranked once for
/// many rows, and memory stays within twice the groups.
final class OrderedExtremeAccumulator: Accumulator {
    private let isMaximum: Bool
    private let type: Type
    private var groupCount = 0
    private var waiting = GroupedRows()
    private var context: QueryContext?
    private(set) var skipped = 0

    init(isMaximum: Bool, type: Type) {
        self.isMaximum = isMaximum
        self.type = type
    }

    var keptBytes: Int { waiting.byteCount }

    func resize(groups: Int) { groupCount = max(groupCount, groups) }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws {
        self.context = context
        skipped += waiting.addPresent(arguments[0], groups)
        if waiting.count > max(1 << 16, 2 * groupCount) { try compact() }
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        context = context ?? other.context
        waiting.add(other.waiting, mapping: mapping)
        if waiting.count > max(1 << 16, 2 * groupCount) { try compact() }
    }

    private func compact() throws {
        let (column, groups) = try waiting.whole()
        var best = [Int32](repeating: -1, count: groupCount)
        if let context {
            let key = SortColumn(try Ordinals(column, type: type, context: context), isDescending: isMaximum)
            for row in groups.indices {
                let group = Int(groups[row])
                if best[group] < 0 || key.compare(row, Int(best[group])) < 0 { best[group] = Int32(row) }
            }
        }
        let kept = best.filter { $0 >= 0 }
        waiting = GroupedRows()
        waiting.add(column.gather(kept), kept.map { groups[Int($0)] })
    }

    func makeEmpty() -> any Accumulator { OrderedExtremeAccumulator(isMaximum: isMaximum, type: type) }

    func finish(_ context: QueryContext) throws -> Column {
        try compact()
        let (column, groups) = try waiting.whole()
        var rows = [Int32](repeating: -1, count: groupCount)
        for (row, group) in groups.enumerated() { rows[Int(group)] = Int32(row) }
        return column.gather(rows)
    }
}
