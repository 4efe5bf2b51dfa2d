import Columns
@testable import Formats
import Semantics
import Tables
import Testing

/// A shelf of small awkward workbooks, each read in blocks of a few bytes so that every tag crosses an edge.
@Suite struct WorkbookTests {
    struct Awkward: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var names = ["a", "b"]
        var types: [String]?
        var rows: [[String?]]
        var testDescription: String { name }

        init(_ name: String, _ workbook: TestWorkbook, names: [String] = ["a", "b"], types: [String]? = nil, rows: [[String?]]) {
            self.name = name
            bytes = workbook.bytes
            self.names = names
            self.types = types
            self.rows = rows
        }
    }

    private static let header = TestWorkbook.row(1, ["a", "b"])

    static let shelf: [Awkward] = [
        Awkward("inline strings and numbers", TestWorkbook([["a", "b"], ["x", "1"], ["y", "2.5"]]), types: ["text", "decimal"], rows: [["x", "1"], ["y", "2.5"]]),
        Awkward(
            "shared strings",
            TestWorkbook(rows: "<row><c t='s'><v>1</v></c><c t='s'><v>0</v></c></row><row><c t='s'><v>2</v></c><c t='s'><v>2</v></c></row>", strings: ["<t>b</t>", "<t>a</t>", "<t>Ý Yên</t>"]),
            rows: [["Ý Yên", "Ý Yên"]]),
        Awkward(
            "rich text, readings and escapes",
            TestWorkbook(
                rows: header + "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>",
                strings: [
                    "<r><rPr><b/></rPr><t>Giao </t></r><r><t xml:space='preserve'> Thủy</t></r><rPh sb='0' eb='1'><t>xxx</t></rPh><phoneticPr fontId='1'/>",
                    "<t xml:space=\"preserve\"> một_x000D_\nhai_x005F_x0041_ &lt;&amp;&#x1EC1;&#9;&gt; _xD83D__xDE00_ </t>",
                ]),
            rows: [["Giao Thủy", " một\r\nhai_x0041_ <&ề\t> 😀 "]]),
        Awkward("blanks at the ends of texts", TestWorkbook(rows: header + "<row><c t='inlineStr'><is><t>\n  x y </t></is></c><c t='inlineStr'><is><t xml:space='preserve'> z</t></is></c></row>"), rows: [["x y", " z"]]),
        Awkward("texts that show nothing", TestWorkbook([["a", "b"], ["x", "&#160; "], ["&#32;", "y"]]), rows: [["x", nil], [nil, "y"]]),
        Awkward("formulas with their values", TestWorkbook(rows: header
            + "<row><c><f>1+1</f><v>2</v></c><c t='str'><f>\"a\"&amp;\"b\"</f><v>a&amp;b</v></c></row><row><c><f t='shared' si='0'/><v>3</v></c><c t='str'><f>\"\"</f><v></v></c></row>"),
            types: ["int", "text?"], rows: [["2", "a&b"], ["3", nil]]),
        Awkward("cells and rows without numbers", TestWorkbook(rows: "<row><c t='inlineStr'><is><t>a</t></is></c><c t='inlineStr'><is><t>b</t></is></c></row><row r='2'><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"), rows: [[nil, "2"], ["3", nil]]),
        Awkward("a table that begins at C4", TestWorkbook(rows: "<row r='4'><c r='C4' t='inlineStr'><is><t>a</t></is></c><c r='D4' t='inlineStr'><is><t>b</t></is></c></row><row r='5'><c r='C5'><v>1</v></c><c r='D5'><v>2</v></c></row>"), rows: [["1", "2"]]),
        Awkward("cells that are formatted and empty", TestWorkbook(rows: header + "<row r='2'><c r='A2' s='0'/><c r='B2'><v>1</v></c></row><row r='3' ht='15'><c r='A3' s='0'/><c r='B3' s='0'></c></row>"), rows: [[nil, "1"]]),
        Awkward("prefixes, comments, CDATA and instructions", TestWorkbook(sheets: [TestWorkbook.Sheet(
            name: "S", rows: "<!-- <row> --><x:row><x:c t='inlineStr'><x:is><x:t><![CDATA[a]]></x:t></x:is></x:c><x:c t='inlineStr'><x:is><x:t>b<!-- > --></x:t></x:is></x:c></x:row><?p <row>?><row x:r='2'><c><v>1<![CDATA[2]]></v></c><c t='inlineStr'><is><t><![CDATA[&<]]>&amp;</t></is></c></row>")]),
            rows: [["12", "&<&"]]),
        Awkward("attributes in single quotes with brackets in them", TestWorkbook(rows: header + "<row spans='1:2' x='a>b/'><c r='A2' x=\"'>\"><v>1</v></c><c r = 'B2' ><v>2</v></c></row>"), rows: [["1", "2"]]),
        Awkward("truth values and errors", TestWorkbook([["a", "b"], ["true", "1"], ["false", "#DIV/0!"]]), types: ["bool", "int?"], rows: [["true", "1"], ["false", nil]]),
        Awkward("codes with leading zeros", TestWorkbook([["a", "b"], ["'0601177989", "'1.002835"], ["'0601275351", "'2.000815"]]), types: ["text", "text"], rows: [["0601177989", "1.002835"], ["0601275351", "2.000815"]]),
        Awkward("every number as text", TestWorkbook([["a", "b"], ["'12", "'30/06/2019"], ["'13", "'01/02/2019"]]), types: ["int", "date"], rows: [["12", "2019-06-30"], ["13", "2019-02-01"]]),
        Awkward("times as text", TestWorkbook([["a", "b"], ["x", "'30/06/2019 14:05:00"], ["y", "'1/7/2019 7:00:30"]]), types: ["text", "timestamp"], rows: [["x", "2019-06-30T14:05:00+07:00"], ["y", "2019-07-01T07:00:30+07:00"]]),
        Awkward("a text among numbers", TestWorkbook([["a", "b"], ["1.50", "1"], ["1234567.25", "'2"], ["x", "3"]]), types: ["text", "text"], rows: [["1.5", "1"], ["1234567.25", "2"], ["x", "3"]]),
        Awkward("numbers with all their digits", TestWorkbook([["a", "b"], ["0.94899999999999995", "1E+2"], ["-1.1000000000000001", "123456789012345678"], ["1E-3", "-0"]]),
            types: ["decimal", "int"], rows: [["0.949", "100"], ["-1.1", "123456789012345678"], ["0.001", "0"]]),
        Awkward("numbers beyond decimals", TestWorkbook([["a", "b"], ["1.5E+300", "1"], ["2.5", "1E-20"]]), types: ["float", "decimal"], rows: [["1.5e+300", "1"], ["2.5", "0.00000000000000000001"]]),
        Awkward("percentages", TestWorkbook(rows: header + "<row><c s='1'><v>0.94899999999999995</v></c><c s='2'><v>1</v></c></row><row><c s='1'><v>0.05</v></c><c s='2'><v>-0.12345</v></c></row>", formats: ["[Red]0.0%;-0.0%"], styles: [0, 9, 164]),
            types: ["ratio", "ratio"], rows: [["0.949", "1"], ["0.05", "-0.12345"]]),
        Awkward("days and times", TestWorkbook(rows: header
            + "<row><c s='1'><v>43735</v></c><c s='2'><v>43735.586805555555</v></c></row><row><c s='1'><v>61</v></c><c s='1'><v>43736</v></c></row><row><c s='1'><v>1</v></c><c s='2'><v>43735.999999999</v></c></row>",
            formats: ["dd/mm/yyyy\\ hh:mm"], styles: [0, 14, 164]),
            types: ["date", "timestamp"], rows: [["2019-09-27", "2019-09-27T14:05:00+07:00"], ["1900-03-01", "2019-09-28T00:00:00+07:00"], ["1900-01-01", "2019-09-28T00:00:00+07:00"]]),
        Awkward("days since 1904", { var book = TestWorkbook(rows: header + "<row><c s='1'><v>42273</v></c><c s='1'><v>0.5</v></c></row>", styles: [0, 14]); book.startsIn1904 = true; return book }(),
            types: ["date", "text"], rows: [["2019-09-27", "12:00:00"]]),
        Awkward("times of day and long times", TestWorkbook(rows: header + "<row><c s='1'><v>0.35416666666666669</v></c><c s='2'><v>1.5</v></c></row>", styles: [0, 20, 46]), types: ["text", "text"], rows: [["08:30:00", "36:00:00"]]),
        Awkward("dates in ISO form", TestWorkbook(rows: header + "<row><c t='d'><v>2019-06-30T00:00:00</v></c><c t='d'><v>2019-06-30T14:05:00</v></c></row>"), types: ["date", "timestamp"], rows: [["2019-06-30", "2019-06-30T14:05:00+07:00"]]),
        Awkward("a zero shown as a date", TestWorkbook(rows: header + "<row><c s='1'><v>43735</v></c><c><v>1</v></c></row><row><c s='1'><v>0</v></c><c><v>2</v></c></row>", styles: [0, 14]), types: ["text", "int"], rows: [["2019-09-27", "1"], ["0", "2"]]),
        Awkward("headings over several lines and twice", TestWorkbook([["Số\n hồ sơ ", "a", "a"], ["1", "2", "3"]]), names: ["Số hồ sơ", "a", "a_2"], rows: [["1", "2", "3"]]),
        Awkward("decomposed letters", TestWorkbook([["a", "b"], ["Nam \u{110}i\u{323}nh", "1"]]), rows: [["Nam Định", "1"]]),
        Awkward("one column", TestWorkbook([["a"], ["1"], ["2"]]), names: ["a"], rows: [["1"], ["2"]]),
        Awkward("a header alone", TestWorkbook([["a", "b"]]), rows: []),
        Awkward("sizes behind the parts", { var book = TestWorkbook([["a", "b"], ["1", "2"]]); book.change = { zip in for index in zip.parts.indices { zip.parts[index].flags |= 8 } }; return book }(), rows: [["1", "2"]]),
        Awkward("sizes of 64 bits", { var book = TestWorkbook([["a", "b"], ["1", "2"]]); book.change = { zip in for index in zip.parts.indices { zip.parts[index].isZip64 = true } }; return book }(), rows: [["1", "2"]]),
        Awkward("names with backslashes and other case", { var book = TestWorkbook([["a", "b"], ["1", "2"]]); book.change = { zip in for index in zip.parts.indices { zip.parts[index].name = zip.parts[index].name.split(separator: "/").joined(separator: "\\").uppercased() } }; return book }(), rows: [["1", "2"]]),
        Awkward("no styles and no strings", { var book = TestWorkbook([["a", "b"], ["1", "2"]]); book.change = { zip in zip.parts.removeAll { $0.name == "xl/styles.xml" } }; return book }(), rows: [["1", "2"]]),
    ]

    @Test(arguments: shelf) func awkward(_ file: Awkward) throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.xlsx", file.bytes)
        for blockSize in [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 1 << 18] {
            let table = try TableText(path, blockSize: blockSize)
            #expect(table.names == file.names)
            if let types = file.types { #expect(table.types == types) }
            #expect(table.rows == file.rows, "blocks of \(blockSize)")
        }
    }

    @Test func onlyWantedColumnsAreRead() throws {
        let folder = TemporaryFolder()
        let rows = TestWorkbook.row(1, ["a", "b", "c"]) + "<row r='2'><c r='A2'><v>1</v></c><c r='B2'><f>1/2</f></c><c r='C2'><v>3</v></c></row>"
        let opened = try FileFormats.openFile(paths: [folder.file("x.xlsx", TestWorkbook(rows: rows))])
        #expect(try TableText(opened, columns: ["c", "a"]).rows == [["3", "1"]])
        let cursor = try opened.source.open(columns: [], context: LoneReading())
        #expect(try cursor.next()?.count == 1)
        #expect(messages { _ = try TableText(opened, columns: ["b"]) } == ["\(opened.files[0].path), sheet 'Sheet1', cell B2: the formula in it has never been computed"])
    }

    @Test func aWorkbookUnderAnotherNameCanBeSaidToBeOne() throws {
        let folder = TemporaryFolder()
        let path = folder.file("export.dat", TestWorkbook([["a", "b"], ["1", "2"]]))
        #expect(try TableText(path, options: ["format": .text("xlsx")]).rows == [["1", "2"]])
    }

    @Test func manyRowsKeepTheirOrder() throws {
        let folder = TemporaryFolder()
        let count = 10_000
        let rows = TestWorkbook.row(1, ["id", "unit"]) + (0..<count).map { TestWorkbook.row($0 + 2, ["\($0)", "đơn vị \($0 % 300)"]) }.joined()
        let table = try TableText(folder.file("x.xlsx", TestWorkbook(rows: rows)))
        #expect(table.rows.count == count)
        #expect(table.rows.enumerated().allSatisfy { $1 == ["\($0)", "đơn vị \($0 % 300)"] })
    }

    @Test func hintsNameTheCellThatDiffers() throws {
        let folder = TemporaryFolder()
        let opened = try FileFormats.openFile(paths: [folder.file("x.xlsx", TestWorkbook([["a", "b", nil], ["1", "x", "?"], ["'2", "y", nil]]))])
        _ = try opened.types(of: nil)
        let path = opened.files[0].path
        #expect(opened.hints == [
            "\(path): column C of sheet 'Sheet1' has cells but no heading, and is left out",
            "\(path): 'a' is read as text, because its cells are not of one kind: '2' in cell A3 of \(path), sheet 'Sheet1'",
        ])
    }

    @Test func failedCellsAreCountedInEveryReading() throws {
        let folder = TemporaryFolder()
        let opened = try FileFormats.openFile(paths: [folder.file("x.xlsx", TestWorkbook([["a", "b"], ["1", "#N/A"], ["#REF!", "#N/A"]]))])
        for _ in 0..<2 {
            let context = LoneReading()
            #expect(try TableText(opened, context: context).rows == [["1", nil], [nil, nil]])
            #expect(context.counters.badCells == ["a": 1, "b": 2])
        }
    }
}
