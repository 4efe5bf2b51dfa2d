@testable import Formats
import Semantics
import Testing

/// Types as facts of the whole file.
@Suite struct InferenceTests {
    private func type(_ cells: [String]) throws -> String {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "v,other\n" + cells.map { $0 + ",x\n" }.joined())
        return try FileFormats.openFile(paths: [path]).types(of: ["v"])[0].type.description
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
        ([], "text"),
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
