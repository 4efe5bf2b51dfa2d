import CZlib
import Diagnostics
@testable import Formats
import Semantics
import Testing

/// Broken and hostile workbooks: each ends in a message that says where, none in a trap or without end.
@Suite struct BrokenWorkbookTests {
    private static let good = TestWorkbook(
        rows: TestWorkbook.row(1, ["a", "ngày"]) + "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' s='1'><v>43735</v></c></row>", strings: ["<t>Giao Thủy</t>"], styles: [0, 14])

    /// What reading says, with the folder taken out; the first message alone.
    private func said(_ bytes: [UInt8], name: String = "x.xlsx", blockSize: Int = 1 << 18) -> String? {
        let folder = TemporaryFolder()
        let path = folder.file(name, bytes)
        return messages { _ = try TableText(path, blockSize: blockSize) }.first.map { $0.split(separator: folder.path + "/", omittingEmptySubsequences: false).joined() }
    }

    private func said(rows: String, strings: [String] = []) -> String? { said(TestWorkbook(rows: TestWorkbook.row(1, ["a", "b"]) + rows, strings: strings).bytes) }

    @Test func truncatedAtEveryByte() {
        let whole = Self.good.bytes
        #expect(said(whole) == nil)
        for end in 0..<whole.count { #expect(said(Array(whole[..<end])) != nil, "\(end) bytes") }
        #expect(said(Array(whole[..<(whole.count / 2)])) == "x.xlsx: the workbook is damaged: its end is missing, so it was not copied or downloaded whole")
    }

    /// The parts themselves cut at every byte, in a file that is whole.
    @Test func partsTruncatedAtEveryByte() {
        for (index, part) in Self.good.zip.parts.enumerated() where part.name.contains("sheet1") || part.name.contains("sharedStrings") {
            for end in 0..<part.bytes.count {
                var zip = Self.good.zip
                zip.parts[index].bytes = Array(part.bytes[..<end])
                #expect(said(zip.bytes) != nil, "\(part.name), \(end) bytes")
            }
        }
    }

    /// One byte changed anywhere: a message or rows, never a trap. Every fifth place, for the time it takes.
    @Test func changedBytes() {
        let whole = Self.good.bytes
        var told = 0
        for place in stride(from: 0, to: whole.count, by: 5) {
            var bytes = whole
            bytes[place] ^= 0x11
            if said(bytes) != nil { told += 1 }
        }
        // What is left are dates of parts and the like, and sizes that stand twice.
        #expect(told > whole.count / 10)
    }

    @Test(arguments: [
        ("<row r='3'/><row r='2'/>", "row 3: the workbook is damaged: row 2 stands behind row 3"),
        ("<row r='2'/><row r='2'/>", "row 2: the workbook is damaged: row 2 stands behind row 2"),
        ("<row r='2147483648'/>", "row 1: the workbook is damaged: the row behind row 1 has no number that a row can have"),
        ("<row r='1048576'/><row/>", "row 1048576: the workbook is damaged: a sheet has at most 1,048,576 rows"),
        ("<row r='x'/>", "row 1: the workbook is damaged: the row behind row 1 has no number that a row can have"),
        ("<row r='2'><c r='B2'/><c r='A2'/></row>", "cell B2: the workbook is damaged: cell A2 stands behind cell B2"),
        ("<row r='2'><c r='A3'/></row>", "row 2: the workbook is damaged: the next cell calls itself 'A3', which is no cell of this row"),
        ("<row r='2'><c r='XFE2'/></row>", "row 2: the workbook is damaged: the next cell calls itself 'XFE2', which is no cell of this row"),
        ("<row r='2'><c r='XFD2'/><c/></row>", "cell XFD2: the workbook is damaged: a sheet has at most 16,384 columns"),
        ("<row r='2'><c r='B2' t='s'><v>7</v></c></row>", "cell B2: the workbook is damaged: it names a text that the workbook does not have"),
        ("<row r='2'><c r='B2' t='s'><v>-1</v></c></row>", "cell B2: the workbook is damaged: it names a text that the workbook does not have"),
        ("<row r='2'><c r='B2'><v>1,5</v></c></row>", "cell B2: the workbook is damaged: '1,5' is no number"),
        ("<row r='2'><c r='B2' t='b'><v>x</v></c></row>", "cell B2: the workbook is damaged: 'x' is neither true nor false"),
        ("<row r='2'><c r='B2' t='q'><v>x</v></c></row>", "row 2: the workbook is damaged: a cell is of a type that sheets do not have: 'q'"),
        ("<row r='2'><c r='B2' t='str'><v>&nbsp;</v></c></row>", "cell B2: the workbook is damaged: '&nbsp;' is no character that XML knows"),
        ("<row r='2'><c r='B2' t='str'><v>&#xD800;</v></c></row>", "cell B2: the workbook is damaged: '&#xD800;' is no character that XML knows"),
        ("<row r='2'><c r='B2' t='str'><v>a & b</v></c></row>", "cell B2: the workbook is damaged: '&' begins no character that XML knows"),
        ("<row r='2'><c r='B2'><v>1</c></v></row>", "cell B2: the workbook is damaged: an element is closed that is not open"),
        ("<row r='2'><c r=B2><v>1</v></c></row>", "row 2: the workbook is damaged: an attribute has no value"),
        ("<row r='2'><c r><v>1</v></c></row>", "row 2: the workbook is damaged: an attribute has no value"),
        ("<row r='2'><c r='B2'><f>1/0</f></c></row>", "cell B2: the formula in it has never been computed"),
        ("<row r='2'><c r='B2'><f>1/0</f><v/></c></row>", "cell B2: the formula in it has never been computed"),
        ("<row r='2'><c r='B2'>\(String(repeating: "<x>", count: 300))</c></row>", "cell B2: the workbook is damaged: its elements are nested too deep"),
    ])
    func brokenSheets(rows: String, message: String) { #expect(said(rows: rows) == "x.xlsx, sheet 'Sheet1', \(message)") }

    @Test func aSheetMayEndOnlyWithItsRoot() {
        var zip = Self.good.zip
        let index = zip.parts.firstIndex { $0.name.contains("sheet1") } ?? 0
        zip.parts[index].bytes += Array("<more/>".utf8)
        #expect(said(zip.bytes) == "x.xlsx, sheet 'Sheet1', behind row 2: the workbook is damaged: something follows the end of a part")
        zip.parts[index].bytes = [0xFF, 0xFE, 0x3C, 0]
        #expect(said(zip.bytes) == "x.xlsx, sheet 'Sheet1': the workbook is damaged: a part is in UTF-16, which Excel does not write")
        zip.parts[index].bytes = Array("<worksheet><sheetData><row><c t='str'><v>".utf8) + [0xA7, 0xDE] + Array("</v></c></row></sheetData></worksheet>".utf8)
        #expect(said(zip.bytes) == "x.xlsx, sheet 'Sheet1': the workbook is damaged: a part is not UTF-8 text")
        zip.parts[index].bytes = Array("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>".utf8)
        #expect(said(zip.bytes) == "x.xlsx, sheet 'Sheet1': the workbook is damaged: a part has a document type, which no workbook has")
    }

    @Test(arguments: [
        (5, "a part is smaller than the table of contents says"), (-5, "a part is larger than the table of contents says"),
    ])
    func deflatedPartsOfOtherSizes(more: Int, message: String) {
        var zip = Self.good.zip
        let index = zip.parts.firstIndex { $0.name.contains("sheet1") } ?? 0
        let full = zip.parts[index].bytes
        zip.parts[index].claimedChecksum = StoredZip.checksum(full)
        zip.parts[index].bytes = deflated(full)
        zip.parts[index].method = 8
        zip.parts[index].fullSize = full.count
        #expect(said(zip.bytes) == nil)
        for blockSize in [1, 2, 7, full.count, full.count + 1] { #expect(said(zip.bytes, blockSize: blockSize) == nil) }
        zip.parts[index].claimedSize = full.count + more
        #expect(said(zip.bytes)?.hasSuffix(message) == true)
        zip.parts[index].claimedSize = nil
        zip.parts[index].claimedChecksum = 1
        #expect(said(zip.bytes)?.hasSuffix("a part is not what was written: its checksum is wrong") == true)
        for end in 0..<zip.parts[index].bytes.count {
            var cut = zip
            cut.parts[index].bytes.removeLast(zip.parts[index].bytes.count - end)
            #expect(said(cut.bytes) != nil)
        }
    }

    @Test func otherBrokenParts() {
        var zip = Self.good.zip
        zip.parts[3].method = 12
        #expect(said(zip.bytes)?.hasSuffix("it is compressed in a way that workbooks do not use (method 12)") == true)
        zip.parts[3].method = 0
        zip.parts[3].flags |= 1
        #expect(said(zip.bytes) == "'x.xlsx' is protected by a password, or an old .xls workbook under a new name")
        zip.parts.remove(at: 3)
        #expect(said(zip.bytes) == "x.xlsx, sheet 'Sheet1': the workbook is damaged: the part with its cells is missing")
        zip.parts.removeAll { $0.name == "xl/workbook.xml" }
        #expect(said(zip.bytes) == "'x.xlsx' is not an Excel workbook, whatever its name says")
        #expect(said([]) == "'x.xlsx' is not an Excel workbook, whatever its name says")
        #expect(said([0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600)) == "'x.xlsx' is protected by a password, or an old .xls workbook under a new name")
        #expect(said(Self.good.bytes, name: "x.csv") == "'x.csv' is an Excel workbook under a name that promises text")
    }

    /// 70 MB of blanks in 70 kB: reading stops when so much has come out of so little.
    @Test func bombsAreRefused() {
        var zip = Self.good.zip
        let index = zip.parts.firstIndex { $0.name.contains("sheet1") } ?? 0
        let full = Array("<worksheet>".utf8) + [UInt8](repeating: 0x20, count: 70 << 20)
        zip.parts[index].claimedChecksum = 0
        zip.parts[index].bytes = deflated(full)
        zip.parts[index].method = 8
        zip.parts[index].fullSize = full.count
        let message = said(zip.bytes)
        #expect(message == "x.xlsx, sheet 'Sheet1': the workbook cannot be read: a text in it is longer than 16 MiB")
        var rows = Array("<worksheet><sheetData>".utf8)
        while rows.count < 70 << 20 { rows += [UInt8](repeating: 0x20, count: 1 << 16) + Array("<row/>".utf8) }
        zip.parts[index].bytes = deflated(rows)
        zip.parts[index].fullSize = rows.count
        #expect(said(zip.bytes)?.hasSuffix("a part of it grows to more than 400 times its size, which only a file made to do harm does") == true)
    }

    /// A row of 16,384 cells that all name one long text would fill memory.
    @Test func rowsThatNameOneTextTooOftenAreRefused() {
        let long = String(repeating: "x", count: 1 << 20)
        let cells = String(repeating: "<c t='s'><v>0</v></c>", count: 100)
        #expect(said(rows: "<row>\(cells)</row>", strings: ["<t>\(long)</t>"]) == "x.xlsx, sheet 'Sheet1', cell BM2: the workbook cannot be read: this row holds more than 64 MiB")
    }

    private func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        var source = bytes
        var result = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        let room = result.count
        source.withUnsafeMutableBufferPointer { source in
            result.withUnsafeMutableBufferPointer { result in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = result.baseAddress
                stream.avail_out = uInt(room)
                deflate(&stream, Z_FINISH)
            }
        }
        result.removeLast(Int(stream.avail_out))
        deflateEnd(&stream)
        return result
    }
}
