import Columns

/// Some rows of a column as a batch holds them: numbers of rows and buffers, in the order of the format.
struct ArrowColumnBody {
    private(set) var nodes: [ArrowBatch.Node] = []
    private(set) var buffers: [Values<UInt8>] = []

    /// - Parameter isWide: decimals of 128 bits whatever their size.
    init(_ column: Column, isWide: Bool) {
        appendRows(column.count, column.validity)
        switch column {
        // A column of no type has no bitmap either.
        case .missing: buffers = []
        case .bool(let column): buffers.append(Self.bits(column.values))
        case .int(let column): buffers.append(Self.bytes(column.values))
        case .date(let column): buffers.append(Self.bytes(column.values))
        case .float(let column): buffers.append(Self.bytes(column.values))
        case .decimal(let column):
            switch column.mantissas {
            case .small(let values): buffers.append(isWide ? Self.bytes(values.map { Int128($0) }) : Self.bytes(values))
            case .large(let values): buffers.append(Self.bytes(values))
            }
        case .text(let column):
            let first = column.offsets[0]
            buffers.append(Self.bytes(first == 0 ? column.offsets : column.offsets.map { $0 - first }))
            buffers.append(column.bytes.slice(Int(first)..<Int(column.offsets[column.count])))
        case .coded(let column): buffers.append(Self.bytes(column.codes))
        case .period(let column):
            for days in [column.first, column.last] { append(.date(NumberColumn(values: days)), isWide) }
        case .duration(let column):
            for counts in [column.months, column.days, column.workingDays] { append(.date(NumberColumn(values: counts)), isWide) }
        case .ratio(let column):
            append(column.numerator, isWide)
            append(column.denominator, isWide)
        }
    }

    /// Numbers as they are packed.
    init(_ column: PackedColumn) {
        appendRows(column.numbers.count, column.validity)
        switch column.numbers.words {
        case .bytes(let words): buffers.append(words)
        case .pairs(let words): buffers.append(Self.bytes(words))
        case .quads(let words): buffers.append(Self.bytes(words))
        }
    }

    private mutating func appendRows(_ count: Int, _ validity: Bitmap?) {
        let missing = validity.map { count - $0.trueCount } ?? 0
        nodes.append(ArrowBatch.Node(length: count, missingCount: missing))
        buffers.append(missing == 0 ? Values(uninitialized: 0) : Self.bits(validity))
    }

    private mutating func append(_ child: Column, _ isWide: Bool) {
        let body = ArrowColumnBody(child, isWide: isWide)
        nodes += body.nodes
        buffers += body.buffers
    }

    /// From the first bit on, whatever bit of its memory a slice starts at.
    private static func bits(_ bitmap: Bitmap?) -> Values<UInt8> {
        guard let bitmap else { return Values(uninitialized: 0) }
        let words = Values<UInt64>(uninitialized: bitmap.wordCount)
        for index in 0..<bitmap.wordCount { words.pointer[index] = bitmap.word(index) }
        return bytes(words)
    }

    private static func bytes<Element>(_ values: Values<Element>) -> Values<UInt8> {
        Values(buffer: values.buffer, byteOffset: UnsafeRawPointer(values.pointer) - UnsafeRawPointer(values.buffer.base), count: values.count * MemoryLayout<Element>.stride)
    }
}
