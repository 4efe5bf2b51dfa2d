@testable import Formats
import Randomness
import Semantics
import Testing

/// Types as facts of the whole file.
@Suite struct InferenceTests {
    private func type(_ cells: [String]) throws -> String {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "v,other\n" + cells.map { $0 + ",x\n" }.joined())
        let type = try FileFormats.openFile(paths: [path]).types(of: ["v"])[0].type.description
        #expect(try byThreads(path, stretch: 4).type == type)
        return type
    }

    /// The type and the hints of a file's first column, as three threads find them that take stretches of so many bytes.
    private func byThreads(_ path: String, options: [String: Value] = [:], stretch: Int) throws -> (type: String, hints: [String]) {
        let file = try FileFormats.openFile(paths: [path], options: options, blockSize: max(1, stretch / 4))
        let types = try file.types(of: ["v"], WholeReading(threads: 3))
        return (types[0].type.description, file.hints)
    }

    /// Of what cells of any kinds, in any order, allow a column to be, threads find what one finds who reads them in order.
    @Test(arguments: [[:], ["numbers": .text("vi")], ["dates": .text("ddMMyyyy")]] as [[String: Value]])
    func threadsFindTheSame(options: [String: Value]) throws {
        let kinds = [
            ["1", "-20", "0", "987654321012345678", "12", "9223372036854775807"], ["1.5", "0.25", "-3.125", "1.002835", "20.5"], ["1.575", "6.939"], ["1.002835", "2.000815"],
            ["12%", "94,9 %".quoted, "94.9%"], ["true", "FALSE"], ["2019-06-30", "2020-02-29"], ["2019-06-30T14:05", "2019-06-30 14:05:59.25"], ["30/06/2019", "01/02/2019"],
            ["03/04/2019"], ["30/06/2019 14:05", "01/02/2019"], ["06-30-2019"], ["30062019", "01022019", "11022019"], ["007", "00.5"], ["x", "\"\"", "\"a\nb\""], [""],
            ["123456789012345678901234567890"], ["99999999999999999999.5"], ["1e-05", "2.5E+3"], ["12E4"], ["12.500", "7.250"], ["800", "0"],
        ]
        let folder = TemporaryFolder()
        var random = SeededRandom(seed: 5)
        for _ in 0..<400 {
            var cells: [String] = []
            for _ in 0...Int.random(in: 0...2, using: &random) {
                let kind = kinds.randomElement(using: &random) ?? []
                for _ in 0..<Int.random(in: 1...12, using: &random) {
                    cells.append((Int.random(in: 0..<9, using: &random) == 0 ? "" : kind.randomElement(using: &random)) ?? "")
                }
            }
            let path = folder.file("x.csv", "v,other\n" + cells.map { $0 + ",x\n" }.joined())
            let alone = try FileFormats.openFile(paths: [path], options: options)
            let type = try alone.types(of: ["v"])[0].type.description
            for stretch in [16, 64] {
                let found = try byThreads(path, options: options, stretch: stretch)
                #expect(found.type == type && found.hints == alone.hints, "\(cells), stretches of \(stretch)")
            }
        }
    }

    @Test(arguments: [
        (["1", "-20", "0"], "int"),
        (["1", "007"], "text"),
        (["00", "1"], "text"),
        (["+1"], "text"),
        (["1", " 2"], "text"),
        (["9223372036854775807", "-9223372036854775808"], "int"),
        (["9223372036854775808"], "text"),
        (["9223372036854775808", "1.5"], "decimal"),
        (["1", "2.50"], "decimal"),
        (["0.5", "-0.25"], "decimal"),
        (["00.5"], "text"),
        ([".5"], "text"),
        (["1."], "text"),
        (["1e5"], "text"),
        (["12E4", "13E5"], "text"),
        (["1e-05", "2"], "float"),
        (["1.5", "", "-2.5E+10"], "float?"),
        (["2.5e+3", "1e5"], "text"),
        (["007", "1e-3"], "text"),
        (["1e-"], "text"),
        (["e-5"], "text"),
        (["1e-3", "2019-06-30"], "text"),
        (["1,5".quoted], "text"),
        (["1.575", "6.939"], "decimal"),
        (["1.002835", "2.000815"], "text"),
        (["1.002835", "20.5"], "decimal"),
        (["27.9.2019"], "date"),
        (["94.9%", "100 %"], "ratio"),
        (["94.9%", "3"], "text"),
        (["true", "false"], "bool"),
        (["TRUE", "false"], "bool"),
        (["true", "yes"], "text"),
        (["2019-06-30", "2020-02-29"], "date"),
        (["2019-02-29"], "text"),
        (["2019-06-30", "2019-06-30T14:05"], "text"),
        (["2019-06-30T14:05", "2019-06-30 14:05:59.25", "2019-06-30T14:05:00Z"], "timestamp"),
        (["30/06/2019", "01/02/2019"], "date"),
        (["06/30/2019"], "date"),
        (["03/04/2019"], "text"),
        (["30/06/2019", "06/30/2019"], "text"),
        (["30/06/2019", "31/02/2019"], "text"),
        (["30/06/2019 14:05:00", "01/02/2019 7:05"], "timestamp"),
        (["03/04/2019 14:05:00"], "text"),
        (["30/06/2019 14:05", "01/02/2019"], "timestamp"),
        (["30/06/2019 14:65"], "text"),
        (["1", ""], "int?"),
        (["1", "\"\""], "text"),
        (["\"1\"", "2"], "int"),
        (["", ""], "missing?"),
        ([], "missing?"),
        (["1.5E10", "0.5", "1e-300"], "float"),
        (["1.5E10", "12E4"], "text"),
    ] as [([String], String)])
    func types(cells: [String], expected: String) throws {
        #expect(try type(cells) == expected, "\(cells)")
    }

    @Test func theLastCellDecides() throws {
        #expect(try type((0..<5_000).map(String.init) + ["x"]) == "text")
        #expect(try type((0..<5_000).map(String.init) + ["0.125"]) == "decimal")
    }

    @Test func hints() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "d,m,m\n03/04/2019,1.575,x\n")
        let opened = try FileFormats.openFile(paths: [path])
        _ = try opened.types(of: nil)
        #expect(opened.hints.map { $0.dropFirst(path.count + 2).prefix(30) } == [
            "column 3 is a second 'm' and i", "'d' may be dates, but nothing ", "'m' is read with a decimal poi",
        ])
    }

    @Test("Whole numbers that a float would change stay text beside an exponent", arguments: [
        ["1.5e+17", "123456789012345678"], ["123456789012345678", "1.5e+17"], ["7", "1.5e+17", "123456789012345678"],
    ])
    func keysBesideAnExponent(cells: [String]) throws {
        #expect(try type(cells) == "text")
        #expect(try type(cells.filter { $0.utf8.count < 16 } + ["123456789012345"]) == "float")
    }

    @Test("What dates: says is never turned round by the cells", arguments: [
        (["05/06/2019", "30/06/2019"], "MM/dd/yyyy", "text"), (["05/06/2019", "12/31/2019"], "dd/MM/yyyy", "text"),
        (["05/06/2019", "30/06/2019"], "dd/MM/yyyy", "date"), (["30-06-2019", "05-06-2019"], "dd/MM/yyyy", "date"),
        (["20190630", "20190701"], "yyyyMMdd", "date"), (["20190630", "20190701"], "dd/MM/yyyy", "int"), (["20190630", "7"], "yyyyMMdd", "int"),
        (["7", "20190630"], "yyyyMMdd", "int"),
    ])
    func datesAsSaid(cells: [String], dates: String, expected: String) throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "d\n" + cells.map { $0 + "\n" }.joined())
        #expect(try TableText(path, options: ["dates": .text(dates)]).types == [expected])
    }

    @Test("Dates in strings of JSON stay texts, and it is said how to read them", arguments: [
        (["13/06/2019", "14/06/2019"], "'d' may be dates; to read them as such, say dates: \"dd/MM/yyyy\""),
        (["06-13-2019"], "'d' may be dates; to read them as such, say dates: \"MM-dd-yyyy\""),
        (["13/06/2019", "không rõ"], nil), (["2019-06-13"], nil),
    ])
    func datesInJSON(cells: [String], hint: String?) throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.jsonl", cells.map { "{\"d\": \"\($0)\"}\n" }.joined())
        let opened = try FileFormats.openFile(paths: [path])
        _ = try opened.types(of: nil)
        #expect(opened.hints == (hint.map { ["\(path): \($0)"] } ?? []))
    }

    @Test("A point that may group thousands is asked about, one that cannot is not", arguments: [
        (["12.500", "7.250", "800"], true), (["12.500", "-7.250", "0"], true), (["1.575"], true), (["800", "12.500"], true),
        (["12.500", "1800"], false), (["1234.500"], false), (["0.575", "1.575"], false), (["12.500", "7.25"], false), (["12", "800"], false),
    ])
    func groupedThousands(cells: [String], isAsked: Bool) throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "v\n" + cells.map { $0 + "\n" }.joined())
        let opened = try FileFormats.openFile(paths: [path])
        _ = try opened.types(of: nil)
        #expect(opened.hints.contains { $0.contains("is read with a decimal point") } == isAsked, "\(cells)")
        // A model may well declare measures of three decimals, but no amounts of money.
        func hints(_ type: Type, _ options: [String: Value] = [:]) throws -> [String] {
            try FileFormats.openFile(paths: [path], options: options, declared: [column("v", type)]).hints
        }
        let hint = "\(path): 'v' is read with a decimal point, 12.500 as twelve and a half; if the point groups thousands, say numbers: \"vi\""
        #expect(try hints(Type(.decimal(Currency("VND")))) == (isAsked ? [hint] : []))
        #expect(try hints(.decimal).isEmpty && hints(Type(.decimal(Currency("VND"))), ["numbers": .text("vi")]).isEmpty)
    }

    @Test func valuesOfInferredTypes() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "d,p,t,n,m\n30/06/2019,94.9%,2019-06-30T14:05,1.50,06-30-2019\n1/2/2019,5%,2019-06-30T14:05:00Z,2,1-2-2019\n")
        let table = try TableText(path)
        #expect(table.rows == [
            ["2019-06-30", "0.949", "2019-06-30T14:05:00+07:00", "1.5", "2019-06-30"],
            ["2019-02-01", "0.05", "2019-06-30T21:05:00+07:00", "2", "2019-01-02"],
        ])
    }
}

extension String {
    fileprivate var quoted: String { "\"\(self)\"" }
}
