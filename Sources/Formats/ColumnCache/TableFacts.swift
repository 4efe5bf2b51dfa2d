import Semantics
import Tables

/// What readings of a table's files have found out beside the values: its names, its rows, the types of its columns and what was said
/// about them.
struct TableFacts: Sendable {
    /// A column without a declared type, read whole.
    struct Column: Sendable {
        var type: CellType
        /// What a reader might have meant otherwise, and what reading the whole table has left out.
        var hints: [String]
        /// Cells that show an error in place of a value.
        var failures: Int
    }

    var names: [String] = []
    /// What was changed in the names.
    var hints: [String] = []
    /// Rows of each file, once a reading has come to the end.
    var rows: [Int]?
    var columns: [String: Column] = [:]

    init(names: [String], hints: [String]) {
        self.names = names
        self.hints = hints
    }

    // MARK: As a file

    private static let head = "motcua facts 3\n"

    var bytes: [UInt8] {
        var texts = PackedTexts()
        texts.append(names)
        texts.append(hints)
        texts.append(rows.map { $0.map(String.init) } ?? ["-"])
        for (name, column) in columns.sorted(by: { $0.key < $1.key }) {
            guard let kind = Self.kinds.first(where: { $0.kind == column.type.type.kind })?.name else { continue }
            texts.append([
                name, kind, column.type.type.isOptional ? "?" : "", column.type.dates?.text ?? "", String(column.type.scale),
                String(column.failures), column.type.whyText ?? "",
            ])
            texts.append(column.hints)
        }
        var sum = Checksum()
        sum.update(texts.bytes)
        return Array((Self.head + sum.hexadecimal() + "\n").utf8) + texts.bytes
    }

    /// `nil` for bytes that were damaged.
    /// - Parameter options: as the file is read with, which its key names.
    init?(_ bytes: [UInt8], options: FileOptions) {
        let head = Array(Self.head.utf8)
        guard bytes.count > head.count + 33, bytes.starts(with: head) else { return nil }
        let body = Array(bytes[(head.count + 33)...])
        var sum = Checksum()
        sum.update(body)
        guard String(decoding: bytes[head.count..<head.count + 32], as: UTF8.self) == sum.hexadecimal() else { return nil }
        var texts = PackedTexts(body)
        guard let names = texts.next(), let hints = texts.next(), let rows = texts.next() else { return nil }
        self.names = names
        self.hints = hints
        if rows != ["-"] { self.rows = rows.compactMap { Int($0) } }
        while let values = texts.next() {
            guard values.count == 7, let kind = Self.kinds.first(where: { $0.name == values[1] })?.kind, let scale = Int(values[4]), let failures = Int(values[5]), let hints = texts.next() else { return nil }
            let type = CellType(
                type: Type(kind, optional: values[2] == "?"), notation: options.notation, dates: values[3].isEmpty ? nil : DatePattern(values[3]), scale: scale,
                whyText: values[6].isEmpty ? nil : values[6])
            columns[values[0]] = Column(type: type, hints: hints, failures: failures)
        }
    }

    /// The types that cells are found to have (`ColumnProfile`).
    private static let kinds: [(name: String, kind: Type.Kind)] = [
        ("missing", .nothing), ("bool", .bool), ("int", .int(nil)), ("decimal", .decimal(nil)), ("float", .float(nil)), ("ratio", .ratio(counted: false)),
        ("text", .text), ("date", .date), ("timestamp", .timestamp),
    ]
}
