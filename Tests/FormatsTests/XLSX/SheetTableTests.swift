import Diagnostics
@testable import Formats
import Semantics
import Testing

/// Where the table of a sheet begins and ends, and which sheet is read.
@Suite struct SheetTableTests {
    private func read(_ workbook: TestWorkbook, _ options: [String: Value] = [:]) throws -> TableText {
        let folder = TemporaryFolder()
        return try TableText(folder.file("x.xlsx", workbook), options: options)
    }

    /// Messages and hints with the folder taken out.
    private func said(_ workbook: TestWorkbook, _ options: [String: Value] = [:]) -> [String] {
        let folder = TemporaryFolder()
        let path = folder.file("x.xlsx", workbook)
        do {
            _ = try TableText(path, options: options)
            return []
        } catch let list as DiagnosticList {
            return list.all.flatMap { [$0.message] + $0.hints }.map { $0.split(separator: folder.path + "/", omittingEmptySubsequences: false).joined() }
        } catch {
            return ["\(error)"]
        }
    }

    private static let register = TestWorkbook([
        ["UBND TỈNH NAM ĐỊNH", nil, nil, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỔ THEO DÕI HỒ SƠ"],
        [],
        ["STT", "Mã hồ sơ", "Chủ hồ sơ", "Ngày nhận", "Phí"],
        ["1", "H40-1", "A", "'12/06/2019", "10"],
        ["2", "H40-2", "B", "'13/06/2019", nil],
        ["Tổng cộng", nil, nil, nil, "10"],
        [],
        [nil, nil, "Người lập biểu"],
    ])

    @Test func titlesAboveAndSignaturesBelow() throws {
        let table = try read(Self.register)
        #expect(table.names == ["STT", "Mã hồ sơ", "Chủ hồ sơ", "Ngày nhận", "Phí"])
        #expect(table.rows.count == 3)
        let cut = try read(Self.register, ["until": .text("tổng cộng")])
        #expect(cut.types == ["int", "text", "text", "date", "int?"])
        #expect(cut.rows == [["1", "H40-1", "A", "2019-06-12", "10"], ["2", "H40-2", "B", "2019-06-13", nil]])
        #expect(said(Self.register, ["until": .text("Cộng")]) == ["x.xlsx, sheet 'Sheet1': no row begins with 'Cộng', where the table should end"])
    }

    @Test func headerAndRangeCanBeSaid() throws {
        #expect(try read(Self.register, ["header": .int(4)]).rows.count == 3)
        #expect(try read(Self.register, ["range": .text("B4:D6")]).rows == [["H40-1", "A", "2019-06-12"], ["H40-2", "B", "2019-06-13"]])
        // The header may stand above the range: rows between are passed over.
        #expect(try read(Self.register, ["header": .int(4), "range": .text("A6:B6")]).rows == [["2", "H40-2"]])
        #expect(try read(Self.register, ["header": .int(4), "range": .text("B:C"), "until": .text("Người")]).rows == [["H40-1", "A"], ["H40-2", "B"]])
        let bare = try read(Self.register, ["header": .int(0), "range": .text("A5:B6")])
        #expect(bare.names == ["column_1", "column_2"])
        #expect(bare.rows == [["1", "H40-1"], ["2", "H40-2"]])
        #expect(said(Self.register, ["header": .int(3)]) == ["x.xlsx, sheet 'Sheet1': row 3 is empty, where the header should be"])
        #expect(said(Self.register, ["range": .text("A4:E4")]) == ["x.xlsx, sheet 'Sheet1': the range ends with row 4, so no rows are left under the header"])
    }

    /// Rows 4 and 5 of form II.06a, in small.
    private static let merged = TestWorkbook(
        rows: TestWorkbook.row(1, ["BÁO CÁO"])
            + TestWorkbook.row(4, ["STT", "Đơn vị", "Tiếp nhận", nil, "Giải quyết", nil])
            + TestWorkbook.row(5, [nil, nil, "tổng số", "trực tuyến", "đúng hạn", "quá hạn"])
            + TestWorkbook.row(6, ["1", "Sở Y tế", "10", "4", "9", "1"]),
        rest: "<mergeCells><mergeCell ref='A1:F1'/><mergeCell ref='A4:A5'/><mergeCell ref='B4:B5'/><mergeCell ref='C4:D4'/><mergeCell ref='E4:F4'/></mergeCells>")

    @Test func headingsMergedOverRowsAndColumns() throws {
        let names = ["STT", "Đơn vị", "Tiếp nhận / tổng số", "Tiếp nhận / trực tuyến", "Giải quyết / đúng hạn", "Giải quyết / quá hạn"]
        let table = try read(Self.merged, ["header": .list([.int(4), .int(5)])])
        #expect(table.names == names)
        #expect(table.rows == [["1", "Sở Y tế", "10", "4", "9", "1"]])
        #expect(said(Self.merged) == [
            "x.xlsx, sheet 'Sheet1': rows 4 and 5 both look like headings", "say  header: 4..5  to join them, or  header: 4  for one of them",
        ])
        #expect(try read(Self.merged, ["header": .int(5)]).names == ["tổng số", "trực tuyến", "đúng hạn", "quá hạn"])
        #expect(said(Self.merged, ["header": .list([.int(4), .int(6)])])
            == ["option 'header' must be the number of a row, rows that follow each other as 4..5, or 0 for a table without header"])
    }

    /// What is merged over rows has no cell in the lower one, under which the values stand all the same.
    @Test func aHeadingBesideMergedOnesIsNotLost() {
        let merged = TestWorkbook(
            rows: TestWorkbook.row(1, ["Đơn vị", "Hồ sơ", nil, nil]) + TestWorkbook.row(2, [nil, "tiếp nhận", "giải quyết", "quá hạn"])
                + TestWorkbook.row(3, ["Sở Y tế", "1", "2", "3"]),
            rest: "<mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='B1:D1'/></mergeCells>")
        #expect(said(merged) == [
            "x.xlsx, sheet 'Sheet1': rows 1 and 2 both look like headings", "say  header: 1..2  to join them, or  header: 2  for one of them",
        ])
    }

    @Test("Cells beside the table make no header of a row of it", arguments: [
        ([["Mã", "Số"], ["A", "1"], ["B", "2"], ["C", "3", nil, "tính", "5", "6"], ["D", "4"]], 4),
        ([["Mã", "Tên"], ["A", "x", "1", "2", "3"]], 2),
    ] as [([[String?]], Int)])
    func cellsBesideTheTable(rows: [[String?]], row: Int) {
        #expect(said(TestWorkbook(rows)) == [
            "x.xlsx, sheet 'Sheet1': row \(row) has the most headings, but the table may begin in row 1",
            "say  range: \"A1:B\"  for the table that begins in row 1, or  header: \(row)",
        ])
    }

    @Test("Titles, figures of the head and years are no table above the header", arguments: [
        [["UBND TỈNH", nil, nil, "CỘNG HÒA"], ["SỞ Y TẾ", nil, nil, "Độc lập"], ["Tháng", "6"], ["Đơn vị", "nhận", "trả", "quá hạn"], ["A", "1", "2", "3"]],
        [["Báo cáo", "hồ sơ"], ["Huyện", "2018", "2019", "2020"], ["A", "1", "2", "3"]],
    ] as [[[String?]]])
    func titlesAboveTheTable(rows: [[String?]]) throws {
        #expect(try read(TestWorkbook(rows)).rows == [["A", "1", "2", "3"]])
    }

    /// Signatures are passed over without a word; more rows than a table has signatures are spoken of, with and without the cache.
    @Test func manyRowsBehindTheTableAreSpokenOf() throws {
        let table: [[String?]] = [["Mã", "Đơn vị", "Nhận", "Trả"]] + (0..<5).map { ["H\($0)", "A", "1", "2"] } + [[]]
        func hints(_ below: [[String?]], cache: ColumnCache? = nil) throws -> [String] {
            let folder = TemporaryFolder()
            let path = folder.file("x.xlsx", TestWorkbook(table + below))
            var told: [String] = []
            for _ in 0..<2 {
                let opened = try FileFormats.openFile(paths: [path], cache: cache)
                _ = try opened.types(of: nil)
                told = opened.hints.map { String($0.dropFirst(folder.path.utf8.count + 1)) }
            }
            return told
        }
        #expect(try hints([["Ghi chú"], ["Người lập", nil, "Thủ trưởng"], ["ký", nil, "ký"], ["A", nil, "B"]]) == [])
        let said = "x.xlsx, sheet 'Sheet1': rows 8 to 12, behind an empty row, are taken for notes and left out; if they belong to the table, say to_end: true"
        let more: [[String?]] = (0..<5).map { ["K\($0)", "B"] }
        #expect(try hints(more) == [said])
        let kept = TemporaryFolder()
        #expect(try hints(more, cache: ColumnCache(folder: kept.path, smallestSource: 0, settlingSeconds: 0)) == [said])
    }

    @Test func emptyRowsEndTheTableAndNothingIsLostSilently() throws {
        let workbook = TestWorkbook([["a", "b"], [], ["1", "2"], [nil, "3"], [], ["4", "5"]])
        #expect(said(workbook) == [
            "x.xlsx, sheet 'Sheet1': row 5 is empty, but row 6 goes on like the table", "say  to_end: true  to read on behind empty rows, or  to_end: false  to end at the first",
        ])
        #expect(try read(workbook, ["to_end": .bool(false)]).rows == [["1", "2"], [nil, "3"]])
        #expect(try read(workbook, ["to_end": .bool(true)]).rows == [["1", "2"], [nil, "3"], ["4", "5"]])
        // A row that the file leaves out is as empty as one that it has.
        let gap = TestWorkbook(rows: TestWorkbook.row(1, ["a", "b"]) + TestWorkbook.row(2, ["1", "2"]) + TestWorkbook.row(4, ["3", "4"]))
        #expect(said(gap).first == "x.xlsx, sheet 'Sheet1': row 3 is empty, but row 4 goes on like the table")
    }

    @Test func cellsBesideATableWithoutHeaderAreNotLost() {
        let rows = (1...100).map { TestWorkbook.row($0, ["1", "2"]) }.joined() + TestWorkbook.row(101, ["1", "2", "3"])
        #expect(said(TestWorkbook(rows: rows), ["header": .int(0)]) == [
            "x.xlsx, sheet 'Sheet1': cell C101 stands beside the columns that the first rows have", "say which cells hold the table, such as  range: \"A5:N300\"",
        ])
    }

    @Test func theOnlyVisibleSheetWithAnythingInItIsMeant() throws {
        let row = TestWorkbook.row(1, ["a"]) + TestWorkbook.row(2, ["1"])
        var workbook = TestWorkbook(sheets: [
            TestWorkbook.Sheet(name: "Nháp", rows: row, state: "hidden"), TestWorkbook.Sheet(name: "2019", rows: row), TestWorkbook.Sheet(name: "Sheet2", rows: "<row><c s='0'/></row>"),
        ])
        #expect(try read(workbook).rows == [["1"]])
        #expect(try read(workbook, ["sheet": .text("nháp")]).rows == [["1"]])
        #expect(said(workbook, ["sheet": .text("Nhap")]) == ["'x.xlsx' has no sheet 'Nhap'", "did you mean 'Nháp'?"])
        #expect(said(workbook, ["sheet": .int(3)]) == ["'x.xlsx' has no sheet number 3", "its sheets are '2019', 'Sheet2'"])
        #expect(said(workbook, ["sheet": .int(2)]) == ["x.xlsx, sheet 'Sheet2': the sheet is empty"])
        workbook.sheets.append(TestWorkbook.Sheet(name: "Quý &quot;I&quot;", rows: row))
        #expect(said(workbook) == ["'x.xlsx' has 2 sheets, and it is not said which: '2019', 'Quý \"I\"'", "say which:  from file(\"x.xlsx\", sheet: \"2019\")"])
        #expect(try read(workbook, ["sheet": .int(3)]).rows == [["1"]])
        workbook.sheets = [TestWorkbook.Sheet(name: "A", rows: row, state: "veryHidden")]
        #expect(said(workbook).first == "'x.xlsx' has 1 sheet, and it is not said which: 'A'")
    }

    @Test func optionsForTextsAndMissingValues() throws {
        let workbook = TestWorkbook([["n", "d"], ["6.939,3", "27-09-2019"], ["-", "x"], ["5", "-"]])
        let options: [String: Value] = ["numbers": .text("vi"), "dates": .text("dd-MM-yyyy"), "missing": .text("-")]
        #expect(try read(workbook, options).types == ["text?", "text?"])
        let texts = TestWorkbook([["n", "d"], ["6.939,3", "27-09-2019"], ["-", "'28-09-2019"], ["'5", "-"]])
        #expect(try read(texts, options).rows == [["6939.3", "2019-09-27"], [nil, "2019-09-28"], ["5", nil]])
        let known = "options of xlsx files are 'sheet', 'header', 'range', 'until', 'to_end', 'missing', 'numbers', 'dates'"
        #expect(said(texts, ["sheat": .int(1)]) == ["'sheat' is not an option of xlsx files", "did you mean 'sheet'?", known])
        #expect(said(texts, ["separator": .text(";")]) == ["'separator' is not an option of xlsx files", known])
    }

    @Test func rangesOfCells() {
        #expect(CellRange("A5:N300").map { [$0.columns, $0.rows] } == [1...14, 5...300])
        #expect(CellRange("$B$2:$XFD$1048576").map { [$0.columns, $0.rows] } == [2...16_384, 2...1_048_576])
        #expect(CellRange("A:AA").map { [$0.columns, $0.rows] } == [1...27, 1...1_048_576])
        #expect(CellRange("a5:n").map { [$0.columns, $0.rows] } == [1...14, 5...1_048_576])
        for text in ["", "A5", "5:7", "N1:A5", "A5:N3", "A:N5", "A5:XFE9", "A5:B1048577", "A5:N300x", "A0:B0:C0", "A99999999999999999999:B1"] { #expect(CellRange(text) == nil, "\(text)") }
        for column in [1, 26, 27, 52, 702, 703, 16_384] {
            #expect(CellRange("\(CellReference.letters(column))1:XFD1")?.columns.lowerBound == column)
        }
    }
}
