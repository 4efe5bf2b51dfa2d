import Columns
@testable import Formats
import Semantics
import Tables
import Testing

@Suite struct WriterTests {
    private func write(_ tables: [ResultTable], _ format: String) throws -> String {
        var bytes: [UInt8] = []
        let writer = try ResultWriter(#require(FileFormats.named(format)), zone: .hoChiMinh) { bytes += $0 }
        for table in tables { try writer.write(table) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func table() -> ResultTable {
        func column(_ name: String, _ type: Type, _ values: [Value]) -> ResultTable.Column {
            ResultTable.Column(name: name, label: nil, type: type, values: Column.of(values, type: type))
        }
        return ResultTable(columns: [
            column("đơn vị, tên", .text, [.text("a, \"b\""), .text(""), .missing]),
            column("n", .int, [.int(1_234), .int(-5), .missing]),
            column("fee", Type(.decimal(Currency("VND"))), [.decimal(Decimal(85_148_000, scale: 4)), .decimal(Decimal(1_237_00, scale: 2)), .missing]),
            column("rate", Type(.ratio(counted: true)), [.ratio(.int(949), .int(1_000)), .ratio(.int(1), .int(3)), .missing]),
            column("x", .float, [.float(0.1 + 0.2), .float(100), .missing]),
            column("d", .date, [.date(18_077), .date(0), .missing]),
            column("t", .timestamp, [.timestamp(1_561_878_300_000_000), .timestamp(1_561_878_300_250_000), .missing]),
            column("p", .period, [.period(Period(first: 17_897, last: 18_077)), .period(Period(first: 18_077, last: 18_077)), .missing]),
            column("w", Type(.duration), [.duration(Duration(months: 3)), .duration(Duration(workingDays: 15)), .missing]),
            column("ok", .bool, [.bool(true), .bool(false), .missing]),
        ], rowCount: 3)
    }

    @Test func csv() throws {
        #expect(try write([table()], "csv") == """
            "đơn vị, tên",n,fee,rate,x,d,t,p,w,ok
            "a, ""b""\",1234,8514.8,0.949,0.3,2019-06-30,2019-06-30T14:05:00+07:00,2019-H1,3 months,true
            "",-5,1237,0.333333333333,100,1970-01-01,2019-06-30T14:05:00.250000+07:00,2019-06-30,15 working days,false
            ,,,,,,,,,

            """)
    }

    @Test("--excel vi: a byte order mark, semicolons, decimal commas and local times")
    func vietnameseExcel() throws {
        var bytes: [UInt8] = []
        let writer = try ResultWriter(FileFormats.vietnameseExcel, zone: .hoChiMinh) { bytes += $0 }
        try writer.write(table())
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self) == """
            đơn vị, tên;n;fee;rate;x;d;t;p;w;ok
            "a, ""b""\";1234;8514,8;0,949;0,3;2019-06-30;2019-06-30 14:05:00;2019-H1;3 months;true
            "";-5;1237;0,333333333333;100;1970-01-01;2019-06-30 14:05:00.250000;2019-06-30;15 working days;false
            ;;;;;;;;;

            """)
    }

    /// CSV keeps the texts of days near the first one; JSON works out each.
    @Test("Days and moments are the same as in JSON: before 1970, a day's last second, fractions, days far from each other")
    func days() throws {
        let days: [Int32] = [18_077, -1, 0, 1, -25_509, 40_000, 60_000, -400_000, 2_932_896, -719_162]
        let moments = days.flatMap { day in [0, 1_000_000, -1, -1_000_000, 86_399_000_000, 250_000].map { Int64(day) * 86_400_000_000 + $0 } }
        for (values, type) in [(days.map { Value.date($0) }, Type.date), (moments.map { Value.timestamp($0) }, Type.timestamp)] {
            let table = ResultTable(columns: [ResultTable.Column(name: "t", label: nil, type: type, values: Column.of(values, type: type))], rowCount: values.count)
            let csv = try write([table], "csv").split(separator: "\n").dropFirst().map { "{\"t\": \"\($0)\"}" }
            #expect(try csv == write([table], "jsonl").split(separator: "\n").map { String($0) })
        }
    }

    @Test("Texts that a spreadsheet would run are counted, or get an apostrophe when it is asked for", arguments: [false, true])
    func formulas(_ isGuarded: Bool) throws {
        let texts = ["=1+1", "+84 228", "-x", "@me", "\tx", "-", "x=1", "", "=a,b"]
        // As one form of text and as the other: a dictionary, and each value in full.
        let coded = Column.of(texts.map { .text($0) }, type: .text)
        var (bytes, offsets): ([UInt8], [Int32]) = ([], [0])
        for text in texts {
            bytes += text.utf8
            offsets.append(Int32(bytes.count))
        }
        let plain = Column.text(TextColumn(offsets: Values(offsets), bytes: Values(bytes)))
        for column in [coded, plain] {
            var written: [UInt8] = []
            let writer = try ResultWriter(#require(FileFormats.named("csv")), zone: .hoChiMinh, guardsFormulas: isGuarded) { written += $0 }
            try writer.write(ResultTable(columns: [ResultTable.Column(name: "note", label: nil, type: .text, values: column)], rowCount: texts.count))
            let lines = String(decoding: written, as: UTF8.self)
            if isGuarded {
                #expect(lines == "note\n'=1+1\n'+84 228\n'-x\n'@me\n'\tx\n-\nx=1\n\"\"\n\"'=a,b\"\n")
                #expect(writer.formulas.isEmpty)
            } else {
                #expect(lines == "note\n=1+1\n+84 228\n-x\n@me\n\tx\n-\nx=1\n\"\"\n\"=a,b\"\n")
                #expect(writer.formulas == [FormulaTexts(column: "note", count: 6)])
            }
        }
    }

    @Test("Threads and pieces write the bytes of one thread and one table", arguments: ["csv", "json", "jsonl"])
    func shares(_ format: String) throws {
        func bytes(_ tables: [ResultTable], threads: Int) throws -> (text: String, formulas: [FormulaTexts]) {
            guard case .rows(let encoder) = try #require(FileFormats.named(format)?.encoder?(false)) else {
                Issue.record("\(format) is not written row by row")
                return ("", [])
            }
            let writer = RowWriter(encoder, threads: threads, rowsPerThread: 1)
            var written: [UInt8] = []
            var formulas: [FormulaTexts] = []
            for (index, table) in tables.enumerated() {
                formulas += try writer.write(table, isFirst: index == 0, MachineText(zone: .hoChiMinh)) { written += $0 }
            }
            return (String(decoding: written, as: UTF8.self), formulas)
        }
        var whole = table()
        whole.columns[0].values = Column.of([.text("=1+1"), .text("=2"), .text("x")], type: .text)
        let expected = try bytes([whole], threads: 1)
        let shared = try bytes([whole], threads: 3)
        #expect(shared.text == expected.text)
        #expect(shared.formulas == expected.formulas)
        var (first, second, third) = (whole, whole, whole)
        first.goesOn = true
        (second.continues, second.goesOn) = (true, true)
        third.continues = true
        let twice = try bytes([first, second, third], threads: 2).text
        #expect(twice.split(separator: "\n").count == expected.text.split(separator: "\n").count + 6)
        #expect(twice == (try bytes([first, second, third], threads: 1).text))
        var nothing = whole
        nothing.rowCount = 0
        nothing.continues = true
        #expect(try bytes([first, nothing], threads: 2).text == expected.text)
    }

    @Test func json() throws {
        let two = ResultTable(columns: [ResultTable.Column(name: "n", label: nil, type: .int, values: Column.of([.int(1), .missing], type: .int))], rowCount: 2, totalLevels: [0, 1])
        #expect(try write([two, two], "json") == """
            [
              {"n": 1, "total": 0},
              {"n": null, "total": 1}
            ]
            [
              {"n": 1, "total": 0},
              {"n": null, "total": 1}
            ]

            """)
        #expect(try write([two], "jsonl") == "{\"n\": 1, \"total\": 0}\n{\"n\": null, \"total\": 1}\n")
        #expect(try write([two, two], "tsv") == "n\ttotal\n1\t0\n\t1\n\nn\ttotal\n1\t0\n\t1\n")
        let none = ResultTable(columns: two.columns.map { ResultTable.Column(name: $0.name, label: nil, type: .int, values: .missing(count: 0)) }, rowCount: 0)
        #expect(try write([none], "json") == "[]\n")
    }

    /// What is written is read back as it was, in each format and over block edges.
    @Test(arguments: ["csv", "tsv", "json", "jsonl"]) func roundTrips(format: String) throws {
        let folder = TemporaryFolder()
        let original = table()
        let path = folder.file("out.\(format)", try write([original], format))
        let text = MachineText(zone: .hoChiMinh)
        let expected = (0..<original.rowCount).map { row in
            original.columns.map { column -> String? in
                var bytes: [UInt8] = []
                return text.append(column.values, row, column.type, to: &bytes) ? String(decoding: bytes, as: UTF8.self) : nil
            }
        }
        for blockSize in [1, 2, 17, 1 << 20] {
            let read = try TableText(path, blockSize: blockSize)
            #expect(read.names == original.columns.map(\.name))
            #expect(read.rows == expected)
        }
        let declared = original.columns.map { TableInfo.Column(name: $0.name, type: $0.type.optional()) }
        #expect(try TableText(path, declared: declared).rows == expected)
    }

    @Test func formatsThatOnlyHaveANameSaySo() throws {
        let xlsx = try #require(FileFormats.forPath("a.b/Báo cáo.XLSX"))
        #expect(messages { _ = try ResultWriter(xlsx, zone: .utc) { _ in } } == ["format xlsx cannot be written yet"])
        let folder = TemporaryFolder()
        let path = folder.file("x.xls", "PK")
        #expect(messages { _ = try FileFormats.openFile(paths: [path]) } == ["'\(path)' is a file of format xls, which cannot be read yet"])
    }
}
