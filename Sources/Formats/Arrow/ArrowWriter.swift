import Columns

/// Writes an Arrow file: what its columns are, its dictionaries, its batches, and at the end where each of them stands.
///
/// Every body and every buffer in it begins at a multiple of 64 bytes of the file, so that a mapping of the file can be read as columns.
final class ArrowWriter {
    private let fields: [ArrowField]
    private let sink: ByteSink
    private var offset = 0
    private var dictionaries: [Int64] = []
    private var batches: [Int64] = []

    private static let version: Int16 = 4
    private static let alignment = 64

    init(_ fields: [ArrowField], sink: @escaping ByteSink) throws {
        self.fields = fields
        self.sink = sink
        try write(Array("ARROW1".utf8) + [0, 0])
        _ = try write(message: 1, schema, body: [])
    }

    /// The values that a column refers to by number.
    func write(dictionary id: Int64, _ values: ArrowColumnBody) throws {
        let table = FlatWriter.Table([(0, .long(id)), (1, .table(Self.batch([values], rowCount: values.nodes[0].length)))])
        dictionaries += try write(message: 2, table, body: values.buffers)
    }

    /// Rows of all columns, in the order of the fields.
    func write(_ columns: [ArrowColumnBody], rowCount: Int) throws {
        batches += try write(message: 3, Self.batch(columns, rowCount: rowCount), body: columns.flatMap(\.buffers))
    }

    /// Nothing may be written afterwards.
    /// - Parameters:
    ///   - metadata: what the file says about itself, by name.
    ///   - seal: what to write as the end in place of these bytes, as many.
    func finish(metadata: [(String, String)], seal: ([UInt8]) -> [UInt8] = { $0 }) throws {
        try write([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0])
        let footer = FlatWriter.message(FlatWriter.Table([
            (0, .short(Self.version)), (1, .table(schema)), (2, .structs(dictionaries, perElement: 3)), (3, .structs(batches, perElement: 3)),
            (4, metadata.isEmpty ? nil : .tables(metadata.map(Self.pair))),
        ]))
        try write(seal(footer + Self.word(footer.count) + Array("ARROW1".utf8)))
    }

    // MARK: Messages

    /// - Returns: where the message stands, as the end of the file says it: offset, length of the description, length of the body.
    private func write(message kind: UInt8, _ header: FlatWriter.Table, body: [Values<UInt8>]) throws -> [Int64] {
        let bodyLength = body.reduce(0) { $0 + Self.padded($1.count) }
        var description = FlatWriter.message(FlatWriter.Table([
            (0, .short(Self.version)), (1, .byte(kind)), (2, .table(header)), (3, .long(Int64(bodyLength))),
        ]))
        let start = offset
        let end = Self.padded(start + 8 + description.count)
        description += [UInt8](repeating: 0, count: end - start - 8 - description.count)
        try write([0xFF, 0xFF, 0xFF, 0xFF] + Self.word(description.count) + description)
        for buffer in body {
            try withExtendedLifetime(buffer.buffer) { try sink(UnsafeRawBufferPointer(start: buffer.pointer, count: buffer.count)) }
            offset += buffer.count
            try write([UInt8](repeating: 0, count: Self.padded(buffer.count) - buffer.count))
        }
        return [Int64(start), Int64(description.count + 8), Int64(bodyLength)]
    }

    private static func batch(_ columns: [ArrowColumnBody], rowCount: Int) -> FlatWriter.Table {
        var nodes: [Int64] = []
        var buffers: [Int64] = []
        var place = 0
        for column in columns {
            for node in column.nodes { nodes += [Int64(node.length), Int64(node.missingCount)] }
            for buffer in column.buffers {
                buffers += [Int64(place), Int64(buffer.count)]
                place += padded(buffer.count)
            }
        }
        return FlatWriter.Table([(0, .long(Int64(rowCount))), (1, .structs(nodes, perElement: 2)), (2, .structs(buffers, perElement: 2))])
    }

    private var schema: FlatWriter.Table { FlatWriter.Table([(1, .tables(fields.map(Self.field)))]) }

    private static func field(_ field: ArrowField) -> FlatWriter.Table {
        let (number, type) = field.type.described
        let encoding = field.dictionary.map { dictionary in
            FlatWriter.Table([
                (0, .long(dictionary.id)),
                (1, .table(FlatWriter.Table([(0, .int(Int32(dictionary.indexBits))), (1, .bool(dictionary.isIndexSigned))]))),
                (2, .bool(dictionary.isOrdered)),
            ])
        }
        let metadata = field.metadata.sorted { $0.key < $1.key }.map { pair($0.key, $0.value) }
        return FlatWriter.Table([
            (0, .string(field.name)), (1, .bool(field.isNullable)), (2, .byte(number)), (3, .table(type)), (4, encoding.map { .table($0) }),
            // Readers look for the list also where it is empty.
            (5, .tables(field.children.map(Self.field))), (6, metadata.isEmpty ? nil : .tables(metadata)),
        ])
    }

    private static func pair(_ key: String, _ value: String) -> FlatWriter.Table { FlatWriter.Table([(0, .string(key)), (1, .string(value))]) }

    // MARK: Bytes

    private func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try sink($0) }
        offset += bytes.count
    }

    private static func padded(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }

    private static func word(_ number: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { Array($0) } }
}

extension ArrowType {
    /// The number of the union's case and what it says, of the types that are written.
    fileprivate var described: (UInt8, FlatWriter.Table) {
        switch self {
        case .null: (1, FlatWriter.Table([]))
        case .int(let bits, let isSigned): (2, FlatWriter.Table([(0, .int(Int32(bits))), (1, .bool(isSigned))]))
        case .float(let bits): (3, FlatWriter.Table([(0, .short(bits == 64 ? 2 : bits == 32 ? 1 : 0))]))
        case .utf8(let isLarge): (isLarge ? 20 : 5, FlatWriter.Table([]))
        case .bool: (6, FlatWriter.Table([]))
        case .decimal(let bits, let scale):
            (7, FlatWriter.Table([(0, .int(bits == 64 ? 18 : 38)), (1, .int(Int32(scale))), (2, .int(Int32(bits)))]))
        case .dateDays: (8, FlatWriter.Table([(0, .short(0))]))
        case .dateMilliseconds: (8, FlatWriter.Table([(0, .short(1))]))
        case .time(let unit, let bits): (9, FlatWriter.Table([(0, .short(unit.rawValue)), (1, .int(Int32(bits)))]))
        case .timestamp(let unit, let zone): (10, FlatWriter.Table([(0, .short(unit.rawValue)), (1, zone.map { .string($0) })]))
        case .interval(let interval): (11, FlatWriter.Table([(0, .short(interval.rawValue))]))
        case .structure: (13, FlatWriter.Table([]))
        case .duration(let unit): (18, FlatWriter.Table([(0, .short(unit.rawValue))]))
        case .utf8View: (24, FlatWriter.Table([]))
        // Only the manual's example has such a column.
        case .other: (4, FlatWriter.Table([]))
        }
    }
}
