/// A table of FlatBuffers as it lies in a message of an Arrow file (https://flatbuffers.dev/internals).
///
/// Fields are looked up when they are asked for and every step is held against the end of the bytes, so a damaged or
/// hostile message is an error and never a read outside of it. Messages are small, hence the copy in an array.
struct FlatTable {
    /// A message and where it stands in its file, for errors.
    struct Message {
        let bytes: [UInt8]
        let fileOffset: Int

        /// The table that the message is.
        func root() throws(ArrowProblem) -> FlatTable {
            FlatTable(self, at: Int(try load(UInt32.self, at: 0)), depth: 0)
        }

        func load<Number: FixedWidthInteger>(_: Number.Type, at offset: Int) throws(ArrowProblem) -> Number {
            guard offset >= 0, offset <= bytes.count - MemoryLayout<Number>.size else { throw damaged("a description points behind its end") }
            return Number(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) })
        }

        func damaged(_ what: String) -> ArrowProblem { .damaged(what, at: fileOffset) }
    }

    let message: Message
    private let position: Int
    /// How many tables this one stands in.
    let depth: Int
    /// Deeper than any schema that people write; ends chains that a hostile file may hold.
    private static let greatestDepth = 64

    private init(_ message: Message, at position: Int, depth: Int) {
        self.message = message
        self.position = position
        self.depth = depth
    }

    /// Where a field's value lies; `nil` when it has the default.
    private func place(_ field: Int) throws(ArrowProblem) -> Int? {
        let distance = Int(try message.load(Int32.self, at: position))
        let vtable = position - distance
        let size = Int(try message.load(UInt16.self, at: vtable))
        let entry = 4 + field * 2
        if entry + 2 > size { return nil }
        let offset = Int(try message.load(UInt16.self, at: vtable + entry))
        return offset == 0 ? nil : position + offset
    }

    func number<Number: FixedWidthInteger>(_ field: Int, default value: Number) throws(ArrowProblem) -> Number {
        guard let place = try place(field) else { return value }
        return try message.load(Number.self, at: place)
    }

    func bool(_ field: Int) throws(ArrowProblem) -> Bool { try number(field, default: 0 as UInt8) != 0 }

    func table(_ field: Int) throws(ArrowProblem) -> FlatTable? {
        guard let place = try place(field) else { return nil }
        return try target(place)
    }

    func string(_ field: Int) throws(ArrowProblem) -> String? {
        guard let (start, count) = try vector(field, stride: 1) else { return nil }
        return String(decoding: message.bytes[start..<start + count], as: UTF8.self)
    }

    func tables(_ field: Int) throws(ArrowProblem) -> [FlatTable] {
        guard let (start, count) = try vector(field, stride: 4) else { return [] }
        var result: [FlatTable] = []
        result.reserveCapacity(count)
        for index in 0..<count { result.append(try target(start + index * 4)) }
        return result
    }

    /// A vector of structs that consist of so many 64-bit numbers, or are laid out as if.
    func words(_ field: Int, perElement: Int) throws(ArrowProblem) -> [[Int64]] {
        guard let (start, count) = try vector(field, stride: perElement * 8) else { return [] }
        var result: [[Int64]] = []
        result.reserveCapacity(count)
        for index in 0..<count {
            var element: [Int64] = []
            for word in 0..<perElement { element.append(try message.load(Int64.self, at: start + (index * perElement + word) * 8)) }
            result.append(element)
        }
        return result
    }

    /// The first byte and the number of elements, all of which lie in the message.
    private func vector(_ field: Int, stride: Int) throws(ArrowProblem) -> (start: Int, count: Int)? {
        guard let place = try place(field) else { return nil }
        let start = place + Int(try message.load(UInt32.self, at: place))
        let count = Int(try message.load(UInt32.self, at: start))
        guard count <= (message.bytes.count - start - 4) / stride else { throw message.damaged("a list is longer than the description that it stands in") }
        return (start + 4, count)
    }

    private func target(_ place: Int) throws(ArrowProblem) -> FlatTable {
        guard depth < Self.greatestDepth else { throw message.damaged("its columns are nested too deeply") }
        return FlatTable(message, at: place + Int(try message.load(UInt32.self, at: place)), depth: depth + 1)
    }
}
