import Columns
import Diagnostics
@testable import Formats
import Randomness
import Semantics
import Tables
import Testing

/// A shelf of small awkward files, each read in blocks of a few bytes so that every record crosses an edge.
@Suite struct CSVTests {
    struct Awkward: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var names: [String] = ["a", "b"]
        var rows: [[String?]]
        var testDescription: String { name }
    }

    static let shelf: [Awkward] = [
        Awkward(name: "no line end at the end", text: "a,b\n1,2", rows: [["1", "2"]]),
        Awkward(name: "carriage returns before line feeds", text: "a,b\r\n1,2\r\n3,4\r\n", rows: [["1", "2"], ["3", "4"]]),
        Awkward(name: "carriage returns alone", text: "a,b\r1,2\r3,4\r", rows: [["1", "2"], ["3", "4"]]),
        Awkward(name: "byte order mark", text: "\u{FEFF}a,b\n1,2\n", rows: [["1", "2"]]),
        Awkward(name: "quote at the end of the file", text: "a,b\n1,\"x\"", rows: [["1", "x"]]),
        Awkward(name: "quoted header", text: "\"a\",\"b\"\r\n\"x,y\",\"1\"\r\n", rows: [["x,y", "1"]]),
        Awkward(name: "doubled quotes", text: "a,b\n\"\"\"x\"\"\",\"\"\"\"\n", rows: [["\"x\"", "\""]]),
        Awkward(name: "line end in quotes", text: "a,b\n\"x\ny\",\"p\r\nq\"\n1,2\n", rows: [["x\ny", "p\r\nq"], ["1", "2"]]),
        Awkward(name: "missing and empty text", text: "a,b\n,\"\"\n\"\",\nx,y\n", rows: [[nil, ""], ["", nil], ["x", "y"]]),
        Awkward(name: "blank lines", text: "\n\na,b\n\n1,2\n\r\n3,4\n\n", rows: [["1", "2"], ["3", "4"]]),
        Awkward(name: "semicolons and decimal commas", text: "a;b\n1,5;x\n2,5;y\n", rows: [["1,5", "x"], ["2,5", "y"]]),
        Awkward(name: "tabs", text: "a\tb\nx, y\tz\n", rows: [["x, y", "z"]]),
        Awkward(name: "bars", text: "a|b\nx,y|z\n", rows: [["x,y", "z"]]),
        Awkward(name: "quotes inside values", text: "a,b\n5\" pipe,it\"s\n", rows: [["5\" pipe", "it\"s"]]),
        Awkward(name: "blank behind a closing quote", text: "a,b\n\"x\" ,\"y\" \n", rows: [["x", "y"]]),
        Awkward(name: "separator behind every line", text: "a,b\n1,2,\n3,4,\n", rows: [["1", "2"], ["3", "4"]]),
        Awkward(name: "header padded and unnamed", text: " a , \n1,2\n", names: ["a", "column_2"], rows: [["1", "2"]]),
        Awkward(name: "header named twice", text: "a,a,a_2\n1,2,3\n", names: ["a", "a_3", "a_2"], rows: [["1", "2", "3"]]),
        Awkward(name: "one column with blank lines", text: "a\n1\n\n2\n", names: ["a"], rows: [["1"], [nil], ["2"]]),
        Awkward(name: "header alone", text: "a,b\n", rows: []),
        Awkward(name: "header without line end", text: "a,b", rows: []),
        Awkward(name: "decomposed letters", text: "a,b\nNam \u{110}i\u{323}nh,e\u{302}\u{301}\n", rows: [["Nam Định", "ế"]]),
        Awkward(name: "letters of four bytes", text: "a,b\n😀,𝄞\n", rows: [["😀", "𝄞"]]),
    ]

    @Test(arguments: shelf) func awkward(_ file: Awkward) throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", file.text)
        for blockSize in Array(1...100) + [1 << 20] {
            let table = try TableText(path, blockSize: blockSize)
            #expect(table.names == file.names)
            #expect(table.rows == file.rows, "blocks of \(blockSize)")
        }
    }

    /// Line ends inside quotes are where threads begin at the wrong place: half of the lines of this file begin no record.
    @Test func stretchesBeginInsideQuotes() throws {
        let folder = TemporaryFolder()
        var text = "id,words\n"
        var rows: [[String?]] = []
        for id in 1...400 {
            let words = id % 3 == 0 ? "plain \(id)" : "line \(id)\n\(id),looks like a record\n\(id * 7)"
            text += id % 3 == 0 ? "\(id),\(words)\n" : "\(id),\"\(words)\"\n"
            rows.append(["\(id)", words])
        }
        let path = folder.file("x.csv", text)
        for blockSize in [1, 2, 7, 31, 100, 1_000] { #expect(try TableText(path, blockSize: blockSize).rows == rows, "blocks of \(blockSize)") }
        // A mistake far down is told with the line that it stands in, wherever threads began.
        let broken = folder.file("y.csv", text + "401,\"never closed\n")
        for blockSize in [1, 7, 100] {
            #expect(messages { _ = try TableText(broken, blockSize: blockSize) } == ["\(broken), line \(2 + text.dropFirst(9).count { $0 == "\n" }): the quote that opens value 2 is never closed"])
        }
    }

    /// Stretches without a quote, which are found many records at a time, between records of every awkward kind.
    @Test(arguments: 0..<40) func randomRecords(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let folder = TemporaryFolder()
        let width = random.number(1...5)
        let lineEnd = random.pick(["\n", "\r\n", "\r"])
        let names = (0..<width).map { "c\($0)" }
        let words = ["x", "một cửa", "Trần Thị Hậu", "2019", "😀", "long " + String(repeating: "ê", count: random.number(0...80))]
        var text = names.joined(separator: ",") + lineEnd
        var rows: [[String?]] = []
        for _ in 0..<random.number(0...60) {
            let isPlain = !random.oneIn(3)
            for _ in 0..<random.number(1...30) {
                var cells: [String] = []
                var row: [String?] = []
                for _ in 0..<width {
                    let word = random.pick(words)
                    switch isPlain ? 0 : random.number(0...6) {
                    case 1:
                        cells.append("\"\(word),\(lineEnd)\"")
                        row.append(word + "," + lineEnd)
                    case 2:
                        cells.append("\"\"\"\(word)\"\"\"")
                        row.append("\"\(word)\"")
                    case 3:
                        cells.append("\"\"")
                        row.append("")
                    case 4:
                        cells.append("\(word)\"\(word)")
                        row.append("\(word)\"\(word)")
                    default:
                        cells.append(random.oneIn(5) ? "" : word)
                        row.append(cells.last == "" ? nil : word)
                    }
                }
                text += cells.joined(separator: ",") + lineEnd
                // A blank line is no record where records are longer.
                if width > 1, random.oneIn(40) { text += lineEnd }
                rows.append(row)
            }
        }
        if random.oneIn(2), width > 1 { text.removeLast(lineEnd.count) }
        let path = folder.file("x.csv", text)
        let declared = names.map { TableInfo.Column(name: $0, type: Type(.text, optional: true)) }
        for blockSize in [1 << 20, random.number(1...3), random.number(4...400), random.number(401...20_000)] {
            let table = try TableText(path, options: ["separator": .text(",")], declared: declared, blockSize: blockSize)
            #expect(table.rows == rows, "blocks of \(blockSize)")
            // Columns that nobody asks for.
            let last = try TableText(path, options: ["separator": .text(",")], columns: [names[width - 1]], declared: declared, blockSize: blockSize)
            #expect(last.rows == rows.map { [$0[width - 1]] }, "blocks of \(blockSize)")
        }
    }

    /// Cut anywhere, a file gives rows or a message, never a trap; and rows that are whole are right.
    @Test func truncated() throws {
        let folder = TemporaryFolder()
        let whole = Array("\u{FEFF}id,tên,\"ngày\"\r\n1,\"Giao \"\"Thủy\"\"\",2019-06-30\r\n2,\"a\nb\",2019-07-01\r\n".utf8)
        for end in 0...whole.count {
            let path = folder.file("cut.csv", Array(whole[..<end]))
            for blockSize in [1, 5, 1 << 20] {
                var table: TableText?
                let said = messages { table = try TableText(path, blockSize: blockSize) }
                #expect((table == nil) == !said.isEmpty)
                if end == whole.count { #expect(table?.rows == [["1", "Giao \"Thủy\"", "2019-06-30"], ["2", "a\nb", "2019-07-01"]]) }
            }
        }
    }

    @Test(arguments: [
        ("a,b\n1,2\n3\n", "line 3: 1 value where the header has 2 columns"),
        ("a,b\n1,2\n\n3,4,5\n", "line 4: 3 values where the header has 2 columns"),
        ("a,b\n1,\"x\ny\"\n\"z\n", "line 4: the quote that opens value 1 is never closed"),
        ("a,b\n1,\"x\ny\" z,\n", "line 3: after the closing quote of value 2 more text follows"),
        ("a,b\n1,2,\n3,4\n", "line 3: the lines before end with a separator, this one does not"),
        ("a\n1,2\n", "line 2: 2 values where the header has 1 column"),
    ])
    func brokenRecords(text: String, message: String) {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", text)
        for blockSize in [1, 3, 1 << 20] {
            #expect(messages { _ = try TableText(path, options: ["separator": .text(",")], blockSize: blockSize) } == ["\(path), \(message)"])
        }
    }

    @Test func aTitleOfOneCellIsNotTheHeader() {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "Báo cáo quý I\nten,so\nA,1\n")
        do {
            _ = try TableText(path)
            Issue.record("the title was taken for a header")
        } catch let list as DiagnosticList {
            #expect(list.all.map(\.hints) == [["if the header is in line 2 and what stands above is a title, say  header: 2"]])
        } catch { Issue.record(error) }
    }

    @Test("Excel writes the separator into a first line of its own", arguments: ["sep=;\n", "SEP=;\r\n", "\u{FEFF}sep=;\n"])
    func separatorLine(_ line: String) throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", line + "ten;so\nA, B;1\n")
        for blockSize in [1, 1 << 20] {
            let table = try TableText(path, blockSize: blockSize)
            #expect(table.names == ["ten", "so"])
            #expect(table.rows == [["A, B", "1"]])
            #expect(try TableText(path, options: ["header": .int(0)], blockSize: blockSize).rows == [["ten", "so"], ["A, B", "1"]])
            #expect(try TableText(path, options: ["header": .int(2)], blockSize: blockSize).rows == [["A, B", "1"]])
        }
        #expect(try TableText(folder.file("y.csv", "sep=\n1\n")).names == ["sep="])
    }

    @Test("Commas of sentences and of numbers separate nothing where another sign does", arguments: [
        ("Tên;Phí, lệ phí\nA;1,5\nB;2,5\n", ["Tên", "Phí, lệ phí"]), ("Tên\tĐịa chỉ, xã\nA\tx, y\n", ["Tên", "Địa chỉ, xã"]),
        ("STT;Tên, địa chỉ, xã, huyện\n1;A, B, C, D\n", ["STT", "Tên, địa chỉ, xã, huyện"]),
        ("\"Tên\";\"Phí, lệ phí\"\n\"A\";\"1,5\"\n", ["Tên", "Phí, lệ phí"]), ("a, b\n1, 2\n", ["a", "b"]), ("a,b;c\n1,2;3\n", ["a", "b;c"]),
        ("a,b\n\"x;y\",\"1\"\n", ["a", "b"]),
    ])
    func punctuation(text: String, names: [String]) throws {
        let folder = TemporaryFolder()
        #expect(try TableText(folder.file("x.txt", text)).names == names)
    }

    @Test func otherEncodingsAreNamed() {
        let folder = TemporaryFolder()
        // Nam Định in TCVN3, after two good lines.
        let path = folder.file("x.csv", Array("a,b\n1,2\n3,Nam ".utf8) + [0xA7, 0xDE] + Array("nh\n".utf8))
        #expect(messages { _ = try TableText(path) } == ["\(path), line 3: this is not UTF-8 text; it looks like TCVN3 (ABC, the fonts .VnTime)"])
        let damaged = folder.file("z.csv", Array("a,b\n1,".utf8) + [0] + Array("2\n".utf8))
        #expect(messages { _ = try TableText(damaged) } == ["\(damaged), line 2: a byte 0 stands here, which no text has"])
        let packed = folder.file("p.csv", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])
        #expect(messages { _ = try TableText(packed) } == ["'\(packed)' is compressed (gzip), which is not read here"])
        let zeros = folder.file("y.csv", Array("a,b\n1,2\n".utf8).flatMap { [$0, 0] })
        #expect(messages { _ = try TableText(zeros) } == ["\(zeros), line 1: this is not UTF-8 text; it looks like UTF-16, which Excel calls Unicode Text"])
    }

    @Test("UTF-16 that is cut off or damaged is said with its line", arguments: [
        Array("a\tb\r\nx\t1\r\n".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }.dropLast(), [0x61, 0, 0x0A, 0, 0x00, 0xD8, 0x0A, 0],
        [0x61, 0, 0x0A, 0, 0x00, 0xDC, 0x0A, 0],
    ] as [[UInt8]])
    func damagedUTF16(bytes: [UInt8]) {
        let folder = TemporaryFolder()
        let path = folder.file("x.txt", [0xFF, 0xFE] + bytes)
        for blockSize in [1, 3, 1 << 20] {
            #expect(messages { _ = try TableText(path, blockSize: blockSize) } == ["\(path), line 2: this is not whole UTF-16 text"])
        }
    }

    @Test(arguments: [false, true]) func utf16WithMarkIsDecoded(isBig: Bool) throws {
        let folder = TemporaryFolder()
        let units = Array("\u{FEFF}mã\ttên\r\n01\tNam Định 😀\r\n".utf16)
        let path = folder.file("x.txt", units.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] })
        for blockSize in [1, 2, 3, 5, 1 << 20] {
            let table = try TableText(path, blockSize: blockSize)
            #expect(table.names == ["mã", "tên"])
            #expect(table.rows == [["01", "Nam Định 😀"]])
        }
    }

    @Test func options() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "BÁO CÁO \"quý\nđơn vị: nghìn đồng\n\nmã;tiền;ngày;số\n1;6.939,3;30/06/2019;1.575\n2;NA;1/7/2019;2\n")
        let options: [String: Value] = ["separator": .text(";"), "header": .int(4), "numbers": .text("vi"), "dates": .text("dd/MM/yyyy"), "missing": .text("NA")]
        let table = try TableText(path, options: options)
        #expect(table.names == ["mã", "tiền", "ngày", "số"])
        #expect(table.types == ["int", "decimal?", "date", "int"])
        #expect(table.rows == [["1", "6939.3", "2019-06-30", "1575"], ["2", nil, "2019-07-01", "2"]])

        let quoted = folder.file("quoted.csv", "a,b\n'x,''y',2\n")
        #expect(try TableText(quoted, options: ["quote": .text("'")]).rows == [["x,'y", "2"]])
        let english = folder.file("english.csv", "a;b\n\"6,939.30\";1\n")
        #expect(try TableText(english, options: ["numbers": .text("en")]).rows == [["6939.3", "1"]])
        #expect(messages { _ = try TableText(english, options: ["numbers": .text("de")]) } == ["option 'numbers' must be \"vi\" for 6.939,3, \"en\" for 6,939.3 or \"C\" for 6939.3"])

        let bare = folder.file("bare.csv", "1,x\n2,y\n")
        #expect(try TableText(bare, options: ["header": .int(0)]).names == ["column_1", "column_2"])
        #expect(try TableText(bare, options: ["header": .int(0)]).rows.count == 2)
        #expect(messages { _ = try TableText(bare, options: ["seperator": .text(";")]) } == ["'seperator' is not an option of csv files"])
        #expect(messages { _ = try TableText(bare, options: ["header": .text("x")]) } == ["option 'header' must be the number of a line, or 0 for a file without header"])
    }

    @Test func emptyFile() {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "")
        #expect(messages { _ = try TableText(path) } == ["'\(path)' is empty: it has no header line"])
    }

    @Test func onlyWantedColumnsAreRead() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "a,b,c\n1,\"x\"\"y\",3\n4,5,6\n")
        let opened = try FileFormats.openFile(paths: [path])
        #expect(try TableText(opened, columns: ["c", "a"]).rows == [["3", "1"], ["6", "4"]])
        #expect(try TableText(opened, columns: ["b"]).rows == [["x\"y"], ["5"]])
        let cursor = try opened.source.open(columns: [], context: LoneReading())
        #expect(try cursor.next()?.count == 2)
        #expect(try cursor.next() == nil)
    }

    @Test func manyRowsKeepTheirOrderAndOneDictionary() throws {
        let folder = TemporaryFolder()
        let count = 70_000
        var text = "id,unit,note\n"
        for row in 0..<count { text += "\(row),đơn vị \(row % 300),ghi chú số \(row)\n" }
        let opened = try FileFormats.openFile(paths: [folder.file("x.csv", text)])
        let cursor = try opened.source.open(columns: ["id", "unit", "note"], context: LoneReading())
        var next = 0
        var dictionaries: Set<ObjectIdentifier> = []
        while let batch = try cursor.next() {
            guard case .int(let ids) = batch.columns[0], case .coded(let units) = batch.columns[1], case .text(let notes) = batch.columns[2] else {
                Issue.record("few values are coded, many are not")
                return
            }
            dictionaries.insert(ObjectIdentifier(units.dictionary))
            for row in 0..<batch.count {
                if ids.values[row] != Int64(next) || notes.string(row) != "ghi chú số \(next)" || units.dictionary.values.string(Int(units.codes[row])) != "đơn vị \(next % 300)" {
                    Issue.record("row \(next)")
                    return
                }
                next += 1
            }
        }
        #expect(next == count)
        #expect(dictionaries.count == 1)
    }
}
