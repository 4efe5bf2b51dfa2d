import Columns
import Diagnostics
import Engine
import Formats
@testable import Reports
import Semantics
import Support
import Tables
import Testing

/// Workbooks, read back by our own reader: values and types are those of the table.
struct WorkbookTests {
    private static func write(_ blocks: [Document.Block], rowsOfSheet: Int = TableSheets.rowsOfSheet, style: NumberStyle = .vi) throws(DiagnosticList) -> [UInt8] {
        var bytes: [UInt8] = []
        let output = TextOutput { bytes.append(contentsOf: $0) }
        let writer = WorkbookWriter(output, RenderOptions(display: DisplayText(style: style), language: .vi), rowsOfSheet: rowsOfSheet)
        for block in blocks { writer.write(block) }
        try writer.finish()
        output.flush()
        return bytes
    }

    /// One column, written and read again: its type and its cells as machines write them, `nil` for missing ones.
    private static func readBack(_ column: ResultTable.Column, style: NumberStyle = .vi) throws -> (type: String, cells: [String?]) {
        // A second column, because a header of one cell is a title.
        let table = ResultTable(columns: [column, Samples.text("guard", Array(repeating: "x", count: column.values.count))], rowCount: column.values.count)
        let sheets = try WorkbookSheets(try write([.table(table)], style: style))
        let read = try sheets.table("Bảng")
        return (read.types[0], read.rows.map { $0[0] })
    }

    @Test("Each type comes back as it went out", arguments: [NumberStyle.vi, .c])
    func types(_ style: NumberStyle) throws {
        func check(_ values: [Value], _ type: Type, _ expected: [String?], as name: String) throws {
            let back = try Self.readBack(Samples.values("x", values, type), style: style)
            #expect(back.type == name)
            #expect(back.cells == expected)
        }
        try check([.int(5), .missing, .int(-999_999_999_999_999)], .int, ["5", nil, "-999999999999999"], as: "int?")
        try check([.decimal(Decimal(12_345, scale: 1)), .decimal(Decimal(2, scale: 0))], .decimal, ["1234.5", "2"], as: "decimal")
        try check([.decimal(Decimal(200_000)), .decimal(Decimal(0))], Type(.decimal(Currency("VND"))), ["200000", "0"], as: "int")
        try check([.float(0.1), .float(1e-9), .float(-2.5e30)], .float, ["0.1", "1e-9", "-2.5e+30"], as: "float")
        try check([.bool(true), .bool(false), .missing], .bool, ["true", "false", nil], as: "bool?")
        try check([.date(18_077), .date(-25_508)], .date, ["2019-06-30", "1900-03-01"], as: "date")
        let moment = Int64(18_077) * 86_400_000_000 + 7 * 3_600_000_000
        try check([.timestamp(moment), .timestamp(moment + 65_000_000)], .timestamp, ["2019-06-30T14:00:00+07:00", "2019-06-30T14:01:05+07:00"], as: "timestamp")
        try check([.ratio(.int(949), .int(1_000)), .ratio(.int(0), .int(0))], Type(.ratio(counted: true)), ["0.949", nil], as: "ratio?")
        try check([.text("006"), .text("Huyện Ý Yên")], .text, ["006", "Huyện Ý Yên"], as: "text")
        try check([.text("online"), .missing], Type(.enumeration(["counter", "online"]), optional: true), ["online", nil], as: "text?")
    }

    @Test("What Excel would change is text")
    func asText() throws {
        let long = try Self.readBack(Samples.values("x", [.int(1), .int(1_000_000_000_000_000)], .int))
        #expect(long == ("int", ["1", "1000000000000000"]))
        let tooLong = try Self.write([.table(ResultTable(columns: [Samples.values("x", [.int(1), .int(1_000_000_000_000_000)], .int)], rowCount: 2))])
        #expect(try WorkbookSheets(tooLong).words() == ["Bảng: x: số có hơn 15 chữ số được ghi dưới dạng văn bản, vì ô tính chỉ giữ 15 chữ số"])
        let exact = try Self.readBack(Samples.values("x", [.decimal(Decimal(1_234_567_890_123_456, scale: 6))], .decimal))
        #expect(exact == ("decimal", ["1234567890.123456"]))
        #expect(try Self.readBack(Samples.values("x", [.date(18_077), .date(-25_509)], .date)) == ("text", ["2019-06-30", "28/02/1900"]))
        #expect(try Self.readBack(Samples.values("x", [.period(Period(first: 17_987, last: 18_077))], .period)) == ("text", ["quý II/2019"]))
    }

    @Test("Texts stay what they are: formulas, escapes of the file format, control characters, line ends")
    func texts() throws {
        let texts = ["=1+1", "+84", "-x", "@me", "_x0041_", "a\u{1}b", "two\nlines", " blanks ", "<&>\"'"]
        let back = try Self.readBack(Samples.text("x", texts))
        #expect(back.cells == texts)
    }

    @Test("A text that no cell holds is refused with its place")
    func tooLong() {
        let table = ResultTable(title: "Ghi chép", columns: [Samples.text("note", ["x", String(repeating: "ệ", count: 32_768)], label: "Ghi chú")], rowCount: 2)
        let error = #expect(throws: DiagnosticList.self) { try Self.write([.table(table)]) }
        #expect(error?.all.map(\.message) == ["table 'Ghi chép', row 2, column 'Ghi chú': the text has 32768 signs, and a cell of a workbook holds 32767"])
        let whole = ResultTable(columns: [Samples.text("note", [String(repeating: "ệ", count: 32_767)])], rowCount: 1)
        #expect(throws: Never.self) { try Self.write([.table(whole)]) }
    }

    @Test("A table that one sheet has no room for goes on in the next, header and all")
    func manyRows() throws {
        var table = Samples.long(10)
        table.title = "Danh sách"
        // A title, a header and four rows.
        let sheets = try WorkbookSheets(try Self.write([.table(table)], rowsOfSheet: 6))
        #expect(sheets.names == ["Danh sách", "Danh sách (2)", "Danh sách (3)", "Báo cáo"])
        #expect(try sheets.table("Danh sách").rows.map { $0[0] } == ["1", "2", "3", "4"])
        #expect(try sheets.table("Danh sách (3)").rows.map { $0[0] } == ["9", "10"])
        #expect(try sheets.table("Danh sách (3)").names == ["stt", "name"])
        #expect(try sheets.words() == ["10 dòng, trên các trang tính Danh sách, Danh sách (2), Danh sách (3)"])
    }

    /// Two pieces of a table, and it whole.
    private static func inPieces(_ first: ResultTable, _ second: ResultTable, rowsOfSheet: Int = TableSheets.rowsOfSheet) throws -> WorkbookSheets {
        var (first, second) = (first, second)
        first.goesOn = true
        second.continues = true
        return try WorkbookSheets(write([.table(first), .table(second)], rowsOfSheet: rowsOfSheet))
    }

    @Test("A table that comes in pieces is one table, on as many sheets as it needs")
    func pieces() throws {
        func part(_ rows: ClosedRange<Int64>) -> ResultTable {
            ResultTable(title: "Danh sách", columns: [Samples.int("stt", rows.map { $0 }), Samples.text("guard", rows.map { _ in "x" })], rowCount: rows.count)
        }
        let sheets = try Self.inPieces(part(1...5), part(6...7), rowsOfSheet: 6)
        #expect(sheets.names == ["Danh sách", "Danh sách (2)", "Báo cáo"])
        #expect(try sheets.table("Danh sách").rows.map { $0[0] } == ["1", "2", "3", "4"])
        #expect(try sheets.table("Danh sách (2)").rows.map { $0[0] } == ["5", "6", "7"])
        #expect(try sheets.words() == ["7 dòng, trên các trang tính Danh sách, Danh sách (2)"])
        let nothing = ResultTable(title: "Danh sách", columns: part(1...1).columns, rowCount: 0)
        #expect(try Self.inPieces(part(1...4), nothing, rowsOfSheet: 6).names == ["Danh sách"])
    }

    @Test("A later piece may have numbers that an earlier one did not foresee")
    func widerPiece() throws {
        func part(_ values: [Value], _ type: Type) -> ResultTable {
            ResultTable(columns: [Samples.values("x", values, type), Samples.text("guard", values.map { _ in "x" })], rowCount: values.count)
        }
        let exact = try Self.inPieces(part([.decimal(Decimal(2, scale: 0))], .decimal), part([.decimal(Decimal(12_345, scale: 3))], .decimal))
        #expect(try exact.table("Bảng").rows.map { $0[0] } == ["2", "12.345"])
        let tooLong = try Self.inPieces(part([.int(1)], .int), part([.int(1_000_000_000_000_000)], .int))
        #expect(try tooLong.table("Bảng").rows.map { $0[0] } == ["1", "1000000000000000"])
        #expect(try tooLong.words() == ["Bảng: x: số có hơn 15 chữ số được ghi dưới dạng văn bản, vì ô tính chỉ giữ 15 chữ số"])
    }

    @Test("Words stand on a sheet of their own, in the document's order, and counts behind ratios are columns")
    func document() throws {
        var counted = Samples.totals
        counted.options = [.counts]
        let outcome = CheckOutcome(verdict: .failed, message: "1571 == 1575", source: "Báo Nam Định")
        let sheets = try WorkbookSheets(try Self.write([.title("Báo cáo quý"), .section("Kết quả"), .text("Lời văn."), .table(counted), .outcome(outcome)]))
        #expect(sheets.names == ["Báo cáo", "Hồ sơ theo huyện"])
        #expect(try sheets.words() == ["Báo cáo quý", "Kết quả", "Lời văn.", "Hồ sơ theo huyện", "KHÔNG ĐẠT: 1571 == 1575", "nguồn: Báo Nam Định"])
        let table = try sheets.table("Hồ sơ theo huyện")
        #expect(table.names == ["Đơn vị", "channel", "Số hồ sơ", "Tỷ lệ đúng hạn", "Tỷ lệ đúng hạn: tử số", "Tỷ lệ đúng hạn: mẫu số"])
        #expect(table.rows[0] == ["Huyện Ý Yên", "counter", "18200", "0.934065934066", "17000", "18200"])
        #expect(table.rows[2] == ["Huyện Ý Yên", "Tổng", "18207", "0.93370681606", "17000", "18207"])
        #expect(table.rows[3] == ["Tổng", nil, "18207", "0.93370681606", "17000", "18207"])
    }

    @Test("Headings over headings are joined cells, which our reader puts together again")
    func headings() throws {
        var form = ResultTable(
            columns: [
                Samples.text("unit", ["Sở Nội vụ", "Sở Y tế"], label: "Đơn vị"), Samples.int("early", [1, 2], label: "Đã giải quyết / Trước hạn"),
                Samples.int("late", [3, 4], label: "Đã giải quyết / Quá hạn"), Samples.int("open", [5, 6], label: "Đang giải quyết"),
            ],
            rowCount: 2)
        form.title = "Biểu 06a"
        let flat = try WorkbookSheets(try Self.write([.table(form)])).table("Biểu 06a", ["header": .list([.int(2), .int(3)])])
        #expect(flat.names == ["Đơn vị", "Đã giải quyết / Trước hạn", "Đã giải quyết / Quá hạn", "Đang giải quyết"])
        #expect(flat.rows == [["Sở Nội vụ", "1", "3", "5"], ["Sở Y tế", "2", "4", "6"]])
        form.options = [.numbers]
        let signatures = Signatures(place: "Nam Định, ngày 30 tháng 06 năm 2019", roles: ["Người lập", "Giám đốc"])
        let signed = try WorkbookSheets(try Self.write([.table(form), .signatures(signatures)])).table("Biểu 06a", ["header": .int(0), "range": .text("A4:Z20")])
        #expect(signed.rows.map { $0[0] } == ["(1)", "Sở Nội vụ", "Sở Y tế", nil, "Người lập"])
        // A table that is narrower than its signatures has them over columns beside it.
        #expect(signed.rows.suffix(2).map { $0.compactMap { $0 } } == [["Nam Định, ngày 30 tháng 06 năm 2019"], ["Người lập", "Giám đốc"]])
    }

    @Test("A chart's figures stand beside it, a row for each place and a column for each series")
    func charts() throws {
        let form = try #require(ChartForm.named("column"))
        let marks = ResultTable(
            title: "Hình 1",
            columns: [
                Samples.text("x", ["tháng 1", "tháng 1", "tháng 2"], label: "Tháng"), Samples.int("y", [5, 2, 7], label: "Hồ sơ"),
                Samples.text("color", ["tại chỗ", "trực tuyến", "tại chỗ"], label: "Kênh"),
            ],
            rowCount: 3)
        let sheets = try WorkbookSheets(try Self.write([.chart(Chart(form: form, marks: marks))]))
        #expect(sheets.names == ["Hình 1"])
        let figures = try sheets.table("Hình 1")
        #expect(figures.names == ["Tháng", "tại chỗ", "trực tuyến"])
        #expect(figures.rows == [["tháng 1", "5", "2"], ["tháng 2", "7", nil]])
    }

    @Test("The same document is the same bytes, whatever the clock says")
    func repeatable() throws {
        #expect(try Self.write([.title("A"), .table(Samples.totals)]) == Self.write([.title("A"), .table(Samples.totals)]))
    }

    @Test(
        "Names of sheets are legal and unlike each other",
        arguments: [
            (["Hồ sơ", "hồ sơ", "Hồ sơ"], ["Hồ sơ", "hồ sơ (2)", "Hồ sơ (3)"]),
            (["6/2019: [a]*?", "'x'", "", "History"], ["6-2019 - -a---", "x", "1", "History (2)"]),
            (["Bảng 4. Một cửa điện tử, 6 tháng đầu năm 2019"], ["Bảng 4. Một cửa điện tử, 6…"]),
            ([String(repeating: "x", count: 40)], [String(repeating: "x", count: 30) + "…"]),
        ])
    func sheetNames(_ wanted: [String], _ made: [String]) {
        var names = SheetNames()
        #expect(wanted.map { names.make($0) } == made)
    }
}
