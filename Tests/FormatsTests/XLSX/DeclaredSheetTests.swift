import Diagnostics
@testable import Formats
import Semantics
import Tables
import Testing

/// Workbooks read as a model declares them.
@Suite struct DeclaredSheetTests {
    private func workbook(_ cells: String) -> TestWorkbook {
        TestWorkbook(rows: TestWorkbook.row(1, ["d", "t", "n", "m", "r", "c", "b"]) + cells, formats: ["dd/mm/yyyy hh:mm"], styles: [0, 14, 164, 9])
    }

    private let declared = [
        column("d", Type(.date, optional: true)), column("t", Type(.timestamp, optional: true)), column("n", Type(.int(nil), optional: true)),
        column("m", Type(.decimal(Currency("VND")), optional: true)), column("r", Type(.ratio(counted: false), optional: true)),
        column("c", Type(.text, optional: true)), column("b", Type(.bool, optional: true)),
    ]

    @Test func everyKindOfCell() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.xlsx", workbook(
            "<row><c s='1'><v>43735</v></c><c s='2'><v>43735.5</v></c><c><v>7</v></c><c><v>200000.5</v></c><c s='3'><v>0.949</v></c><c><v>601177989</v></c><c t='b'><v>1</v></c></row>"
                // Bare numbers are serial days where days are declared; a day is its midnight where times are.
                + "<row><c><v>43735</v></c><c s='1'><v>43735</v></c><c t='str'><v> 12\u{A0}</v></c><c t='str'><v>200000</v></c><c><v>0.5</v></c><c s='1'><v>43735</v></c><c t='str'><v>FALSE</v></c></row>"
                + "<row><c t='str'><v>2019-09-27</v></c><c t='str'><v>2019-09-27T12:00</v></c><c><v>5.0</v></c><c><v>1.1000000000000001</v></c><c t='str'><v>94.9%</v></c><c t='str'><v>007</v></c></row>"))
        for blockSize in [1, 13, 1 << 18] {
            #expect(try TableText(path, declared: declared, blockSize: blockSize).rows == [
                ["2019-09-27", "2019-09-27T12:00:00+07:00", "7", "200000.5", "0.949", "601177989", "true"],
                ["2019-09-27", "2019-09-27T00:00:00+07:00", "12", "200000", "0.5", "2019-09-27", "false"],
                ["2019-09-27", "2019-09-27T12:00:00+07:00", "5", "1.1", "0.949", "007", nil],
            ])
        }
    }

    @Test func badCellsNameTheirCells() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.xlsx", workbook(
            "<row r='3'><c r='A3' s='2'><v>43735.5</v></c><c r='C3'><v>1.5</v></c><c r='D3' t='str'><v>12x</v></c></row>"
                + "<row r='4'><c r='A4'><v>2019</v></c><c r='C4' t='e'><v>#DIV/0!</v></c><c r='D4' t='str'><v>-</v></c></row>"))
        do {
            _ = try TableText(path, declared: declared)
            Issue.record("bad cells are an error")
        } catch let list as DiagnosticList {
            #expect(list.all.map { $0.message.split(separator: folder.path + "/", omittingEmptySubsequences: false).joined() } == [
                "x.xlsx, sheet 'Sheet1', cell A3, column 'd': '2019-09-27T12:00:00' is not a date",
                "x.xlsx, sheet 'Sheet1', cell C3, column 'n': '1.5' is not a whole number",
                "x.xlsx, sheet 'Sheet1', cell D3, column 'm': '12x' is not a number",
            ])
            #expect(list.all.map { $0.hints[0] } == [
                "2 cells of 'd' cannot be read; the next is in cell A4: '2019' is not a date",
                "2 cells of 'n' cannot be read; the next is in cell C4: '#DIV/0!' is an error of the formula, not a value",
                "2 cells of 'm' cannot be read; the next is in cell D4: '-' is not a number",
            ])
        }
        let context = LoneReading(keepsGoing: true)
        let opened = try FileFormats.openFile(paths: [path], declared: declared)
        #expect(try TableText(opened, columns: ["n"], context: context).rows == [[nil], [nil]])
        #expect(context.counters.badCells == ["n": 2])
    }

    @Test func emptyCellsThatTheModelPromises() {
        let folder = TemporaryFolder()
        let path = folder.file("x.xlsx", TestWorkbook([["a", "b"], ["1", nil], ["#N/A", "2"]]))
        let declared = [column("a", .int), column("b", .int)]
        #expect(messages { _ = try TableText(path, declared: declared) } == [
            "\(path), sheet 'Sheet1', cell B2, column 'b': the cell is empty, but the model promises a value",
            "\(path), sheet 'Sheet1', cell A3, column 'a': '#N/A' is an error of the formula, not a value",
        ])
    }

    @Test func datesInTextsByTheirPattern() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.xlsx", workbook("<row><c t='str'><v>3/12/2019</v></c><c t='str'><v>03/12/2019 07:30</v></c></row><row><c s='1'><v>43735</v></c><c s='2'><v>43735.5</v></c></row>"))
        let dates: [String: Value] = ["dates": .text("dd/MM/yyyy")]
        #expect(try TableText(path, options: dates, declared: Array(declared[..<2])).rows == [["2019-12-03", "2019-12-03T07:30:00+07:00"], ["2019-09-27", "2019-09-27T12:00:00+07:00"]])
    }

    @Test func severalWorkbooksAreOneTable() throws {
        let folder = TemporaryFolder()
        _ = folder.file("a-1.xlsx", TestWorkbook([["a", "b"], ["1", "x"]]))
        _ = folder.file("a-2.xlsx", TestWorkbook([["BÁO CÁO"], [], ["b", "a"], ["y", "2"]]))
        #expect(try TableText(folder.path + "/a-*.xlsx").rows == [["1", "x"], ["2", "y"]])
    }
}
