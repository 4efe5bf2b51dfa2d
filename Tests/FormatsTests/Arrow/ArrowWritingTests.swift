import Columns
import Diagnostics
@testable import Formats
import Semantics
import Tables
import Testing

/// Results as Arrow files, read back by ourselves; what other programs read in them `Scripts/conformance/arrow.py` shows.
@Suite struct ArrowWritingTests {
    static func bytes(_ tables: [ResultTable]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = try ResultWriter(#require(FileFormats.named("arrow")), zone: .hoChiMinh) { bytes += $0 }
        for table in tables { try writer.write(table) }
        return bytes
    }

    /// A file of another format as an Arrow file.
    static func bytes(of path: String, declared: [TableInfo.Column]) throws -> [UInt8] {
        let opened = try FileFormats.openFile(paths: [path], declared: declared)
        let cursor = try opened.source.open(columns: declared.map(\.name), context: LoneReading())
        var parts: [[Column]] = declared.map { _ in [] }
        while let batch = try cursor.next() { for (index, column) in batch.columns.enumerated() { parts[index].append(column) } }
        let columns = try zip(declared, parts).map { ResultTable.Column(name: $0.name, label: nil, type: $0.type, values: try Column.concatenated($1)) }
        return try bytes([ResultTable(columns: columns, rowCount: columns[0].values.count)])
    }

    private static func column(_ name: String, _ type: Type, _ values: [Value]) -> ResultTable.Column {
        ResultTable.Column(name: name, label: nil, type: type.optional(), values: Column.of(values, type: type))
    }

    private static let columns: [ResultTable.Column] = [
        column("đơn vị", .text, [.text("Nam Định"), .text(""), .missing]),
        column("n", .int, [.int(1_234), .int(.min), .missing]),
        column("fee", Type(.decimal(Currency("VND"))), [.decimal(Decimal(85_148_000, scale: 4)), .decimal(Decimal(1_237_00, scale: 2)), .missing]),
        column("large", .decimal, [.decimal(Decimal(12_345_678_901_234_567_890_123, scale: 5)), .decimal(Decimal(-1, scale: 0)), .missing]),
        column("rate", Type(.ratio(counted: true)), [.ratio(.int(949), .int(1_000)), .ratio(.int(1), .int(3)), .missing]),
        column("share", Type(.ratio(counted: false)), [.ratio(.decimal(Decimal(949, scale: 1)), .int(100)), .missing, .missing]),
        column("gap", Type(.points), [.float(0.25), .float(-1), .missing]),
        column("x", .float, [.float(0.1 + 0.2), .float(100), .missing]),
        column("d", .date, [.date(18_077), .date(-719_162), .missing]),
        column("t", .timestamp, [.timestamp(1_561_878_300_000_000), .timestamp(-1), .missing]),
        column("p", .period, [.period(Period(first: 17_897, last: 18_077)), .period(Period(first: 18_077, last: 18_077)), .missing]),
        column("w", Type(.duration), [.duration(Duration(months: 3)), .duration(Duration(workingDays: 15)), .missing]),
        column("ok", .bool, [.bool(true), .bool(false), .missing]),
        column("channel", Type(.enumeration(["post", "counter", "online"])), [.text("counter"), .text("post"), .missing]),
        column("unit", Type(.link("units")), [.text("36"), .text("36"), .missing]),
        column("none", Type(.nothing), [.missing, .missing, .missing]),
    ]

    private static func cells(_ columns: [ResultTable.Column], rows: Int) -> [[String?]] {
        let text = MachineText(zone: .hoChiMinh)
        return (0..<rows).map { row in
            columns.map { column in
                var bytes: [UInt8] = []
                return text.append(column.values, row, column.type, to: &bytes) ? String(decoding: bytes, as: UTF8.self) : nil
            }
        }
    }

    @Test("Each type comes back as what it was", arguments: columns.indices)
    func roundTrip(_ index: Int) throws {
        let column = Self.columns[index]
        let folder = TemporaryFolder()
        let path = folder.file("x.arrow", try Self.bytes([ResultTable(columns: [column], rowCount: 3)]))
        let read = try TableText(path)
        #expect(read.names == [column.name])
        // A link is a key where no model says of what.
        #expect(read.types == [column.name == "unit" ? "text?" : column.type.description])
        #expect(read.rows == Self.cells([column], rows: 3))
        // Slices whose bitmaps begin in the middle of a word.
        let slice = ResultTable.Column(name: column.name, label: nil, type: column.type, values: column.values.slice(1..<3))
        let sliced = folder.file("slice.arrow", try Self.bytes([ResultTable(columns: [slice], rowCount: 2)]))
        #expect(try TableText(sliced).rows == Self.cells([slice], rows: 2))
    }

    @Test("All together, declared as a model declares them")
    func declared() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.arrow", try Self.bytes([ResultTable(columns: Self.columns, rowCount: 3)]))
        let declared = Self.columns.map { TableInfo.Column(name: $0.name, type: $0.type) }
        #expect(try TableText(path, declared: declared).rows == Self.cells(Self.columns, rows: 3))
    }

    @Test("Of a dictionary only what occurs in the rows is written")
    func dictionary() throws {
        var builder = TextColumnBuilder()
        for word in ["a", "secret", "b"] { builder.append(word) }
        let texts = builder.finishText()
        let codes = CodedColumn(codes: Values([2, 0, 2, 2, 0, 0]), dictionary: TextDictionary(values: texts, isOrdered: false))
        let result = ResultTable(columns: [ResultTable.Column(name: "w", label: nil, type: .text, values: .coded(codes))], rowCount: 6)
        let bytes = try Self.bytes([result])
        #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
        let folder = TemporaryFolder()
        #expect(try TableText(folder.file("x.arrow", bytes)).rows == ["b", "a", "b", "b", "a", "a"].map { [$0] })
    }

    @Test("Groups of 131072 rows, each with its facts at the end of the file")
    func groups() throws {
        let count = 131_073
        let numbers = Column.int(NumberColumn(values: Values((0..<Int64(count)).map { $0 })))
        let result = ResultTable(columns: [ResultTable.Column(name: "n", label: nil, type: .int, values: numbers)], rowCount: count)
        let folder = TemporaryFolder()
        let path = folder.file("x.arrow", try Self.bytes([result]))
        let file = try ArrowFile(ArrowBytes(InputFile(path)))
        #expect(file.batches.map(\.rowCount) == [131_072, 1])
        #expect(file.metadata["motcua.statistics"]?.split { " \n".contains($0) }.joined() == """
            [{"rows":131072,"columns":{"n":{"missing":0,"min":0,"max":131071}}},{"rows":1,"columns":{"n":{"missing":0,"min":131072,"max":131072}}}]
            """)
        let context = LoneReading()
        let cursor = try FileFormats.openFile(paths: [path]).source.open(columns: ["n"], context: context)
        var next: Int64 = 0
        while let batch = try cursor.next() {
            guard case .int(let column) = batch.columns[0] else { return #expect(Bool(false), "whole numbers are held as such") }
            for row in 0..<batch.count {
                if column.values[row] != next { return #expect(column.values[row] == next) }
                next += 1
            }
        }
        #expect(next == Int64(count))
    }

    @Test("Totals have a column that says so, and an empty table has its columns")
    func shapes() throws {
        let folder = TemporaryFolder()
        var table = ResultTable(columns: [Self.columns[1]], rowCount: 3)
        table.totalLevels = [0, 0, 1]
        #expect(try TableText(folder.file("x.arrow", try Self.bytes([table]))).names == ["n", "total"])
        let empty = ResultTable(columns: Self.columns.map { ResultTable.Column(name: $0.name, label: nil, type: $0.type, values: $0.values.slice(0..<0)) }, rowCount: 0)
        let read = try TableText(folder.file("y.arrow", try Self.bytes([empty])))
        #expect(read.names == Self.columns.map(\.name))
        #expect(read.rows.isEmpty)
    }

    @Test("A file holds one table")
    func oneTable() throws {
        let table = ResultTable(columns: [Self.columns[1]], rowCount: 3)
        #expect(messages { _ = try Self.bytes([table, table]) } == ["an Arrow file holds one table, and the run shows several"])
    }
}
