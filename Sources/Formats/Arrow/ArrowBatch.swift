/// The rows of a record batch, or the values of a dictionary, as a message describes them: how many, and where their buffers lie.
struct ArrowBatch: Sendable {
    struct Node: Sendable {
        var length: Int
        var missingCount: Int
    }
    /// A run of bytes in the file.
    struct Extent: Sendable {
        var offset: Int
        var count: Int
    }

    let rowCount: Int
    private let nodes: [Node]
    private let buffers: [Extent]
    private let viewCounts: [Int]
    /// Dictionary messages that stand before this batch.
    var dictionaryCount = 0
    /// Where its message stands, for errors.
    let fileOffset: Int

    /// - Parameters:
    ///   - table: a RecordBatch of Message.fbs.
    ///   - body: where the buffers count from, and as far as they may go.
    init(_ table: FlatTable, body: Extent) throws(ArrowProblem) {
        let message = table.message
        fileOffset = message.fileOffset
        if let compression = try table.table(3) {
            let codec = try compression.number(0, default: 0 as UInt8) == 0 ? "LZ4" : "ZSTD"
            throw .unreadable(
                "it is compressed with \(codec), which is not read here",
                hint: "save it without: df.to_feather(path, compression=\"uncompressed\") in pandas, df.write_ipc(path) in Polars, pyarrow.ipc.new_file(path, schema) in pyarrow")
        }
        guard let rows = Self.count(try table.number(0, default: 0 as Int64)) else { throw message.damaged("a batch has no possible number of rows") }
        rowCount = rows
        nodes = try Self.mapped(try table.words(1, perElement: 2)) { pair throws(ArrowProblem) in
            guard let length = Self.count(pair[0]), let missing = Self.count(pair[1]), missing <= length else { throw message.damaged("a column has no possible number of rows") }
            return Node(length: length, missingCount: missing)
        }
        buffers = try Self.mapped(try table.words(2, perElement: 2)) { pair throws(ArrowProblem) in
            guard pair[0] >= 0, pair[1] >= 0, pair[0] <= Int64(body.count), pair[1] <= Int64(body.count) - pair[0] else {
                throw message.damaged("a column lies outside of its batch")
            }
            return Extent(offset: body.offset + Int(pair[0]), count: Int(pair[1]))
        }
        viewCounts = try Self.mapped(try table.words(4, perElement: 1)) { word throws(ArrowProblem) in
            guard let count = Self.count(word[0]) else { throw message.damaged("a column has no possible number of buffers") }
            return count
        }
    }

    private static func mapped<Result>(_ words: [[Int64]], _ body: ([Int64]) throws(ArrowProblem) -> Result) throws(ArrowProblem) -> [Result] {
        var result: [Result] = []
        result.reserveCapacity(words.count)
        for word in words { result.append(try body(word)) }
        return result
    }

    /// Rows of one batch are counted in 32 bits, as Arrow advises.
    private static func count(_ number: Int64) -> Int? { (0...Int64(Int32.max)).contains(number) ? Int(number) : nil }

    /// One column's part of a batch.
    struct ColumnPart {
        var node: Node
        var buffers: [Extent]
        var children: [ColumnPart] = []
    }

    /// The parts of the fields, in their order. The lists of nodes and buffers hold those of all columns one after the other.
    func parts(_ fields: [ArrowField], version: Int16) throws(ArrowProblem) -> [ColumnPart] {
        var cursor = Cursor(batch: self, version: version)
        var result: [ColumnPart] = []
        result.reserveCapacity(fields.count)
        for field in fields { result.append(try cursor.take(field, values: false)) }
        for part in result where part.node.length != rowCount { throw .damaged("columns of a batch have different numbers of rows", at: fileOffset) }
        return result
    }

    /// The values of a dictionary, which is a batch of one column.
    func values(of field: ArrowField, version: Int16) throws(ArrowProblem) -> ColumnPart {
        var cursor = Cursor(batch: self, version: version)
        return try cursor.take(field, values: true)
    }

    private struct Cursor {
        let batch: ArrowBatch
        let version: Int16
        var node = 0
        var buffer = 0
        var view = 0

        /// - Parameter values: of a field with a dictionary, whether the values or the numbers for them are meant.
        mutating func take(_ field: ArrowField, values: Bool) throws(ArrowProblem) -> ColumnPart {
            guard node < batch.nodes.count else { throw .damaged("a batch has fewer columns than the file declares", at: batch.fileOffset) }
            let own = batch.nodes[node]
            node += 1
            if field.dictionary != nil, !values { return ColumnPart(node: own, buffers: try take(2)) }
            var part = ColumnPart(node: own, buffers: [])
            switch field.type.layout {
            case .buffers(let count): part.buffers = try take(count)
            case .views:
                guard view < batch.viewCounts.count else { throw .damaged("a column of texts does not say where they are", at: batch.fileOffset) }
                part.buffers = try take(2 + batch.viewCounts[view])
                view += 1
            case .union(let isDense): part.buffers = try take((isDense ? 2 : 1) + (version < 4 ? 1 : 0))
            }
            for child in field.children { part.children.append(try take(child, values: false)) }
            return part
        }

        private mutating func take(_ count: Int) throws(ArrowProblem) -> [Extent] {
            guard count <= batch.buffers.count - buffer else { throw .damaged("a batch has fewer buffers than its columns need", at: batch.fileOffset) }
            defer { buffer += count }
            return Array(batch.buffers[buffer..<buffer + count])
        }
    }
}
