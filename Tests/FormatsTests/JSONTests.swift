@testable import Formats
import Semantics
import Testing

@Suite struct JSONTests {
    private let lines = """
        {"id": 1, "tên": "Giao Thủy", "ok": true, "when": "2019-06-30", "x": 1.5, "big": 1e3}
        {"tên": "a\\n\\"b\\" \\u1ebf \\ud83d\\ude00 \\\\", "id": 2, "when": null, "list": [1, {"a": "]"}], "x": 2, "big": 5}

        {"id": 3, "mixed": "12", "ok": false}
        {}
        """
    private let names = ["id", "tên", "ok", "when", "x", "big", "list", "mixed"]
    private let types = ["int?", "text?", "bool?", "date?", "decimal?", "float?", "text?", "text?"]
    private let rows: [[String?]] = [
        ["1", "Giao Thủy", "true", "2019-06-30", "1.5", "1000", nil, nil],
        ["2", "a\n\"b\" ế 😀 \\", nil, nil, "2", "5", "[1, {\"a\": \"]\"}]", nil],
        ["3", nil, "false", nil, nil, nil, nil, "12"],
        [nil, nil, nil, nil, nil, nil, nil, nil],
    ]

    @Test func objectsOneALine() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.jsonl", lines)
        for blockSize in Array(1...100) + [1 << 20] {
            let table = try TableText(path, blockSize: blockSize)
            #expect(table.names == names && table.types == types)
            #expect(table.rows == rows, "blocks of \(blockSize)")
        }
    }

    @Test func objectsInAList() throws {
        let folder = TemporaryFolder()
        let list = " [\n" + lines.split(separator: "\n").joined(separator: " ,\n") + "\n ] \n"
        let path = folder.file("x.json", list)
        for blockSize in [1, 2, 3, 10, 1 << 20] { #expect(try TableText(path, blockSize: blockSize).rows == rows) }
        #expect(try TableText(folder.file("empty.json", "[]")).rows == [])
        #expect(try TableText(folder.file("one.json", "{\"a\": 1}")).rows == [["1"]])
    }

    @Test func truncated() {
        let folder = TemporaryFolder()
        for whole in [Array(lines.utf8), Array(("[" + lines.split(separator: "\n").joined(separator: ",") + "]").utf8)] {
            for end in 0...whole.count {
                let path = folder.file("cut.json", Array(whole[..<end]))
                for blockSize in [1, 1 << 20] {
                    var table: TableText?
                    let said = messages { table = try TableText(path, blockSize: blockSize) }
                    #expect((table == nil) == !said.isEmpty)
                    if end == whole.count { #expect(table?.rows == rows) }
                }
            }
        }
    }

    @Test(arguments: [
        ("{\"a\": 1}\n{\"a\" 2}", "line 2, column 6: ':' is wanted after a column name"),
        ("{\"a\": 01}", "line 1, column 7: a number does not start with 0; codes stand in quotes"),
        ("{\"a\": x}", "line 1, column 7: a value is wanted here: text in quotes, a number, true, false, null, a list or an object"),
        ("{\"a\": 1, \"a\": 2}", "line 1, column 10: 'a' stands twice in one object"),
        ("{\"ế\": \"x", "line 1, column 7: this quote is never closed"),
        ("[{\"a\": 1},]", "line 1, column 11: after ',' another object is missing"),
        ("[{\"a\": 1}\n {\"a\": 2}]", "line 2, column 2: ',' or ']' is wanted after an object"),
        ("[1]", "line 1, column 2: an object in braces is wanted here: each record is { \"column\": value, … }"),
        ("{\"a\": \"\\q\"}", "line 1, column 8: this is no escape of JSON; a backslash is written twice"),
        ("{\"a\": [1}}", "line 1, column 9: this bracket closes nothing that is open"),
        ("{\"a\": tru}", "line 1, column 7: text must stand in quotes"),
        ("{\"a\": 1.}", "line 1, column 9: a digit is wanted here"),
    ])
    func mistakes(text: String, message: String) {
        let folder = TemporaryFolder()
        let path = folder.file("x.json", text)
        for blockSize in [1, 4, 1 << 20] {
            #expect(messages { _ = try TableText(path, blockSize: blockSize) } == ["\(path), \(message)"], "blocks of \(blockSize)")
        }
    }

    @Test func datesByTheirPattern() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.jsonl", "{\"d\": \"03/04/2019\", \"t\": \"03/04/2019 07:00\"}\n")
        let table = try TableText(path, options: ["dates": .text("dd/MM/yyyy")])
        #expect(table.types == ["date", "timestamp"])
        #expect(table.rows == [["2019-04-03", "2019-04-03T07:00:00+07:00"]])
        #expect(messages { _ = try TableText(path, options: ["header": .int(1)]) } == ["'header' is not an option of jsonl files"])
    }

    @Test func deepNestingIsNoProblem() throws {
        let folder = TemporaryFolder()
        let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
        #expect(try TableText(folder.file("x.jsonl", "{\"a\": \(deep)}")).rows[0][0] == deep)
    }

    @Test func declaredColumnsNeedNoReadingAhead() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.jsonl", "{\"id\": \"01\", \"n\": 5}\n{\"id\": \"02\"}\n")
        let declared = [column("n", .int.optional()), column("id", .text)]
        #expect(try TableText(path, declared: declared).rows == [["5", "01"], [nil, "02"]])
    }
}
