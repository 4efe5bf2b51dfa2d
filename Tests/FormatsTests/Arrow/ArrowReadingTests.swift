import Diagnostics
@testable import Formats
import Semantics
import Tables
import Testing

/// Arrow files of pyarrow, pandas and Polars.
@Suite struct ArrowReadingTests {
    /// Column, type, and its cells in the three rows.
    private static let types: [(name: String, type: String, cells: [String?])] = [
        ("nothing", "missing?", [nil, nil, nil]),
        ("bool", "bool?", ["true", nil, "false"]),
        ("int8", "int?", ["1", "-2", nil]),
        ("uint8", "int", ["255", "0", "1"]),
        ("int16", "int", ["1", "-2", "3"]),
        ("uint16", "int", ["65535", "2", "3"]),
        ("int32", "int", ["1", "-2", "3"]),
        ("uint32", "int", ["4294967295", "2", "3"]),
        ("int64", "int?", ["4611686018427387904", "-2", nil]),
        ("uint64", "int", ["1", "2", "3"]),
        ("float16", "float?", ["1.5", nil, "-2"]),
        // The third is no number.
        ("float32", "float?", ["1.5", nil, nil]),
        ("float64", "float", ["1.5", "0.1", "1e+300"]),
        ("decimal32", "decimal?", ["1.25", nil, "-3.1"]),
        ("decimal64", "decimal?", ["1.25", nil, "-3.1"]),
        ("decimal128", "decimal?", ["12345678901234567890.25", nil, "-3.1"]),
        ("decimal256", "decimal?", ["12345678901234567890.25", nil, "-3.1"]),
        ("utf8", "text?", ["Nam Định", nil, ""]),
        ("large_utf8", "text?", ["a", "bbbbbbbbbbbbbbbbbbbb", nil]),
        ("utf8_view", "text?", ["short", "longer than the twelve bytes of a view", nil]),
        ("decomposed", "text", ["é", "a", "b"]),
        ("dictionary", "text?", ["x", nil, "x"]),
        ("dictionary_of_int", "int?", ["10", nil, "10"]),
        ("date32", "date?", ["2019-06-30", nil, "0001-01-01"]),
        ("date64", "date?", ["2019-06-30", nil, "1969-12-31"]),
        // Without a zone: a time of the model's.
        ("seconds", "timestamp?", ["1970-01-01T00:00:01+07:00", nil, "1969-12-31T23:59:59+07:00"]),
        ("milliseconds", "timestamp?", ["1970-01-01T00:00:00.001000+07:00", nil, "1969-12-31T23:59:59.999000+07:00"]),
        ("microseconds_utc", "timestamp?", ["1970-01-01T07:00:00.000001+07:00", nil, "1970-01-01T06:59:59.999999+07:00"]),
        ("nanoseconds_zone", "timestamp?", ["1970-01-01T07:00:00.000001+07:00", nil, "1970-01-01T06:59:59.999999+07:00"]),
        ("time32", "text?", ["01:01:01", nil, "00:00:00"]),
        ("time64", "text?", ["01:01:01.000001", nil, "00:00:00"]),
        ("duration", "duration?", ["1 day", nil, "0 days"]),
        ("interval", "duration?", ["1 month 2 days", nil, "0 days"]),
        ("last", "int", ["7", "8", "9"]),
    ]

    @Test("Every type of Arrow that the language has a type for, in files and streams of each form", arguments: [("types.arrow", 2), ("types.arrows", 2), ("types-v4.arrow", 1), ("types-legacy.arrows", 1)])
    func everyType(_ name: String, times: Int) throws {
        let read = try TableText(FileFormats.openFile(paths: [ArrowFiles.path(name)]), columns: Self.types.map(\.name))
        for (index, expected) in Self.types.enumerated() {
            #expect(read.types[index] == expected.type, "\(expected.name)")
            #expect(read.rows.map { $0[index] } == [[String?]](repeating: expected.cells, count: times).flatMap { $0 }, "\(expected.name)")
        }
    }

    @Test("A column without a type is refused when it is read, and only then", arguments: [("binary", "bytes"), ("list", "lists"), ("struct", "structures"), ("map", "maps")])
    func withoutType(_ column: String, _ contents: String) throws {
        let path = ArrowFiles.path("types.arrow")
        let opened = try FileFormats.openFile(paths: [path])
        #expect(messages { _ = try TableText(opened, columns: [column]) } == ["'\(path)': column '\(column)' holds \(contents), for which there is no type"])
        #expect(messages { _ = try TableText(opened) } == ["'\(path)': column 'binary' holds bytes, for which there is no type"])
        #expect(opened.columnNames.contains(column))
    }

    @Test("Dictionaries that grow and dictionaries that are replaced")
    func dictionaries() throws {
        #expect(try TableText(ArrowFiles.path("delta.arrow")).rows == ["a", "b", "a", "b", "c"].map { [$0] })
        #expect(try TableText(ArrowFiles.path("replaced.arrows")).rows == ["a", "b", "a", "b", "c", "z", "a"].map { [$0] })
    }

    @Test("Polars and pandas")
    func frames() throws {
        let polars = try TableText(ArrowFiles.path("polars.arrow"))
        #expect(polars.types == ["text?", "text", "text?", "decimal?", "timestamp?", "date?", "int?"])
        #expect(polars.rows[0] == ["a", "x", "open", "1.5", "2019-06-30T14:05:00+07:00", "2019-06-30", "1"])
        #expect(polars.rows[2] == ["đđđđđđđđđ", "x", nil, "2.25", "2020-01-01T00:00:00+07:00", "2020-01-01", nil])
        let pandas = try TableText(ArrowFiles.path("pandas.feather"))
        #expect(pandas.types == ["text?", "float?", "text", "timestamp?", "duration?"])
        #expect(pandas.rows == [
            ["a", "1", "x", "2019-06-30T14:05:00+07:00", "2 days"], [nil, nil, "y", nil, nil], ["b", "3", "x", "2020-01-01T00:00:00+07:00", "0 days"],
        ])
    }

    @Test("A packed file names the fix", arguments: [("lz4.arrow", "LZ4"), ("zstd.arrow", "ZSTD")])
    func packed(_ name: String, _ codec: String) throws {
        let path = ArrowFiles.path(name)
        do {
            _ = try TableText(path)
            Issue.record("a packed file is an error")
        } catch let list as DiagnosticList {
            #expect(list.all.map(\.message) == ["'\(path)' cannot be read: it is compressed with \(codec), which is not read here"])
            #expect(list.all[0].hints[0].contains("compression=\"uncompressed\""))
        }
    }

    @Test("A number that is too large for the language is said with its row")
    func tooLarge() throws {
        let path = ArrowFiles.path("too-large.arrow")
        #expect(messages { _ = try TableText(path) } == [
            "\(path), row 2, column 'n': '9223372036854775808' is more than 9223372036854775807, the largest whole number"
        ])
        let context = LoneReading(keepsGoing: true)
        #expect(try TableText(FileFormats.openFile(paths: [path]), context: context).rows == [["1"], [nil]])
        #expect(context.counters.badCells == ["n": 1])
    }

    @Test("What is not a number is missing, an infinity is said with its row")
    func infinite() throws {
        let path = ArrowFiles.path("infinite.arrow")
        #expect(messages { _ = try TableText(path) } == ["\(path), row 3, column 'x': '-inf' is not a number: it comes of a division by 0"])
        let context = LoneReading(keepsGoing: true)
        #expect(try TableText(FileFormats.openFile(paths: [path]), context: context).rows == [["1.5"], [nil], [nil]])
        #expect(context.counters.badCells == ["x": 1])
    }

    @Test("Several files are one table, and their columns are of one type")
    func several() throws {
        let paths = ["delta.arrow", "replaced.arrows"].map(ArrowFiles.path)
        #expect(try TableText(FileFormats.openFile(paths: paths)).rows.count == 12)
        let folder = TemporaryFolder()
        let csv = folder.file("x.csv", "word\na\n")
        #expect(messages { _ = try FileFormats.openFile(paths: [paths[0], csv]) } == [
            "'\(paths[0])' is an Arrow file and '\(csv)' is none, and a table has files of one kind"
        ])
        let other = ArrowFiles.path("types.arrow")
        #expect(messages { _ = try FileFormats.openFile(paths: [paths[0], other]) } == ["'\(other)' has no column 'word', which other files of the table have"])
        #expect(messages { _ = try TableText(FileFormats.openFile(paths: [ArrowFiles.path("polars.arrow"), ArrowFiles.path("pandas.feather")]), columns: ["n"]) } == [
            "'\(ArrowFiles.path("pandas.feather"))' has no column 'state', which other files of the table have"
        ])
    }

    // MARK: Declared types

    @Test("Declared types: what is the same, what has more room, and what is read as if it were text")
    func declared() throws {
        let declared = [
            column("uint8", .text), column("int16", .float), column("uint16", Type(.decimal(Currency("VND")))), column("float64", .text),
            column("dictionary", Type(.enumeration(["y", "x"]), optional: true)), column("date32", Type(.timestamp, optional: true)), column("utf8", Type(.link("units"), optional: true)),
            column("last", .int),
        ]
        let read = try TableText(ArrowFiles.path("types.arrow"), declared: declared)
        #expect(read.rows[0] == ["255", "1", "65535", "1.5", "x", "2019-06-30T00:00:00+07:00", "Nam Định", "7"])
        #expect(read.rows[1] == ["0", "-2", "2", "0.1", nil, nil, nil, "8"])
        #expect(messages { _ = try TableText(ArrowFiles.path("pandas.feather"), declared: [column("at", Type(.date, optional: true))]) } == [
            "\(ArrowFiles.path("pandas.feather")), row 1, column 'at': '2019-06-30T14:05:00+07:00' is not a date"
        ])
        // Whole numbers that pandas has made floats.
        #expect(try TableText(ArrowFiles.path("pandas.feather"), declared: [column("n", Type(.int(nil), optional: true))]).rows == [["1"], [nil], ["3"]])
    }

    @Test("A value that is not of the declared type is said with its row, one that is private is not shown")
    func badValues() throws {
        let path = ArrowFiles.path("types-v4.arrow")
        #expect(messages { _ = try TableText(path, declared: [column("utf8", Type(.int(nil), optional: true)), column("dictionary", .text)]) } == [
            "\(path), row 1, column 'utf8': 'Nam Định' is not a whole number",
            "\(path), row 2, column 'dictionary': the cell is empty, but the model promises a value",
        ])
        #expect(messages { _ = try TableText(path, declared: [column("decomposed", .date, isPrivate: true)]) } == [
            "\(path), row 1, column 'decomposed': the value is not a date"
        ])
        #expect(messages { _ = try FileFormats.openFile(paths: [path], declared: [column("fee", .int)]) } == ["'\(path)' has no column 'fee', which the model declares"])
    }

    @Test("Days that are texts or midnights are read as dates where the model declares them")
    func days() throws {
        let folder = TemporaryFolder()
        let csv = folder.file("x.csv", "d\n30/06/2019\n01/07/2019\n")
        let arrow = folder.file("x.arrow", try ArrowWritingTests.bytes(of: csv, declared: [column("d", .text)]))
        #expect(try TableText(arrow, options: ["dates": .text("dd/MM/yyyy")], declared: [column("d", .date)]).rows == [["2019-06-30"], ["2019-07-01"]])
        // Days are midnights in pandas.
        let moments = folder.file("y.csv", "d\n2019-06-30T00:00:00\n")
        let midnight = folder.file("y.arrow", try ArrowWritingTests.bytes(of: moments, declared: [column("d", .timestamp)]))
        #expect(try TableText(midnight, declared: [column("d", .date)]).rows == [["2019-06-30"]])
    }
}
