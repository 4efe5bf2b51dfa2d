/// Writes tables of FlatBuffers, for the few descriptions that an Arrow file has.
///
/// Forwards: a table first, then what its fields point to, since offsets to fields' values count forwards. The usual
/// libraries write backwards, which saves the patching and needs the whole known in reverse.
struct FlatWriter {
    private(set) var bytes: [UInt8] = []

    /// A table as the numbers of its fields and their values; fields that are left out have the default.
    struct Table {
        var fields: [(number: Int, value: Value)]

        init(_ fields: [(number: Int, value: Value?)]) {
            self.fields = fields.compactMap { number, value in value.map { (number, $0) } }
        }
    }

    indirect enum Value {
        case bool(Bool)
        case byte(UInt8)
        case short(Int16)
        case int(Int32)
        case long(Int64)
        case string(String)
        case table(Table)
        case tables([Table])
        /// Structs of 64-bit numbers, one behind the other.
        case structs([Int64], perElement: Int)

        /// Bytes in the table itself; offsets take four.
        fileprivate var size: Int {
            switch self {
            case .bool, .byte: 1
            case .short: 2
            case .int, .string, .table, .tables, .structs: 4
            case .long: 8
            }
        }
    }

    /// The bytes of a message: its root and padding up to eight bytes.
    static func message(_ root: Table) -> [UInt8] {
        var writer = FlatWriter()
        writer.append(0 as UInt32)
        let position = writer.write(root)
        writer.patch(0, to: position)
        writer.align(8)
        return writer.bytes
    }

    private mutating func write(_ table: Table) -> Int {
        // Large fields first, so that none needs padding behind the word that leads to the vtable.
        var offset = 4
        var places: [Int: Int] = [:]
        for (number, value) in table.fields.sorted(by: { ($1.value.size, $0.number) < ($0.value.size, $1.number) }) {
            offset = (offset + value.size - 1) / value.size * value.size
            places[number] = offset
            offset += value.size
        }
        let slots = (table.fields.map(\.number).max() ?? -1) + 1
        align(2)
        let vtable = bytes.count
        append(UInt16(truncatingIfNeeded: 4 + slots * 2))
        append(UInt16(truncatingIfNeeded: offset))
        for slot in 0..<slots { append(UInt16(truncatingIfNeeded: places[slot] ?? 0)) }
        align(8)
        let start = bytes.count
        bytes += [UInt8](repeating: 0, count: offset)
        put(UInt32(truncatingIfNeeded: start - vtable), at: start)
        for (number, value) in table.fields {
            guard let place = places[number].map({ start + $0 }) else { continue }
            switch value {
            case .bool(let value): bytes[place] = value ? 1 : 0
            case .byte(let value): bytes[place] = value
            case .short(let value): put(UInt16(bitPattern: value), at: place)
            case .int(let value): put(UInt32(bitPattern: value), at: place)
            case .long(let value): put(UInt64(bitPattern: value), at: place)
            case .string(let text): patch(place, to: write(text))
            case .table(let child): patch(place, to: write(child))
            case .tables(let children): patch(place, to: write(children))
            case .structs(let words, let perElement): patch(place, to: write(words, perElement))
            }
        }
        return start
    }

    private mutating func write(_ text: String) -> Int {
        align(4)
        let start = bytes.count
        append(UInt32(truncatingIfNeeded: text.utf8.count))
        bytes += Array(text.utf8) + [0]
        return start
    }

    private mutating func write(_ tables: [Table]) -> Int {
        align(4)
        let start = bytes.count
        append(UInt32(truncatingIfNeeded: tables.count))
        bytes += [UInt8](repeating: 0, count: tables.count * 4)
        for (index, table) in tables.enumerated() { patch(start + 4 + index * 4, to: write(table)) }
        return start
    }

    private mutating func write(_ words: [Int64], _ perElement: Int) -> Int {
        // The elements stand at a multiple of eight, their number before them.
        while bytes.count % 8 != 4 { bytes.append(0) }
        let start = bytes.count
        append(UInt32(truncatingIfNeeded: words.count / max(1, perElement)))
        for word in words { append(UInt64(bitPattern: word)) }
        return start
    }

    /// Lets the offset at `place` lead to `position`, which lies behind it.
    private mutating func patch(_ place: Int, to position: Int) { put(UInt32(truncatingIfNeeded: position - place), at: place) }

    private mutating func align(_ size: Int) { while bytes.count % size != 0 { bytes.append(0) } }

    private mutating func append(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }

    private mutating func put(_ value: some FixedWidthInteger, at place: Int) {
        withUnsafeBytes(of: value.littleEndian) { source in for (index, byte) in source.enumerated() { bytes[place + index] = byte } }
    }
}
