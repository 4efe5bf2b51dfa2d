import Columns
import Engine
import Semantics
import Tables
import Testing

@Suite struct LinkedTableLoaderTests {
    private let tables = Tables()

    private func units(_ rows: [(id: String, level: String, parent: String?)]) throws -> LinkedTable {
        let levels = ["province", "district", "commune"]
        let level = Type(.enumeration(levels))
        let info = TableInfo(name: "units", columns: [], key: "id")
        info.tree = TableInfo.Tree(parent: "parent", level: "level", levels: levels)
        info.labelColumn = "id"
        let source = MemorySource(
            [("id", .text), ("level", level), ("parent", .optionalText)],
            rows.map { [.text($0.id), .text($0.level), $0.parent.map { .text($0) } ?? .missing] })
        return try LinkedTableLoader(context: context(tables)).load(info, from: source)
    }

    @Test func aTreeKnowsTheAncestorAtEachLevel() throws {
        let table = try units([("P", "province", nil), ("C", "commune", "D"), ("D", "district", "P"), ("X", "commune", "gone"), ("S", "commune", "P")])
        #expect(["P", "C", "D", "X", "S", "gone"].map { table.keys.row($0) } == [0, 1, 2, 3, 4, nil])
        #expect(table.parents == [-1, 2, 0, -1, 0])
        #expect(table.ancestors["province"] == [0, 0, 0, -1, 0])
        #expect(table.ancestors["district"] == [-1, 2, 2, -1, -1])
        #expect(table.ancestors["commune"] == [-1, 1, -1, 3, 4])
    }

    @Test func aCircleNamesTheKey() {
        #expect(message { try units([("P", "province", nil), ("A", "district", "B"), ("B", "district", "A")]) } == "units: 'A' stands above itself")
        #expect(message { try units([("A", "district", "A")]) } == "units: 'A' stands above itself")
    }

    /// Each row ended on its day, and another one took its place.
    private func succeeding(_ rows: [(id: String, last: Int32, successor: String?)]) throws -> LinkedTable {
        let info = TableInfo(name: "units", columns: [], key: "id")
        info.tree = TableInfo.Tree(parent: "parent", level: "level", levels: ["commune"])
        info.validity = TableInfo.Validity(first: "from", last: "to", successor: "into")
        let source = MemorySource(
            [("id", .text), ("level", Type(.enumeration(["commune"]))), ("parent", .optionalText), ("to", .date), ("into", .optionalText)],
            rows.map { [.text($0.id), .text("commune"), .missing, .date($0.last), $0.successor.map { .text($0) } ?? .missing] })
        return try LinkedTableLoader(context: context(tables)).load(info, from: source)
    }

    @Test("What was merged twice lies under all that it became on the way, and under nothing that came later")
    func mergedTwice() throws {
        let table = try succeeding([("A", 10, "B"), ("B", 20, "C"), ("C", 99, nil)])
        #expect(table.succession?.row(0, on: 30) == 2)
        #expect((0..<3).map { table.isBelow(0, $0, on: 30) } == [true, true, true])
        #expect((0..<3).map { table.isBelow(0, $0, on: 15) } == [true, true, false])
    }

    @Test("Nobody takes their own place")
    func circleOfSuccessors() {
        #expect(message { try succeeding([("A", 10, "B"), ("B", 20, "A")]) } == "units: 'A' took its own place")
    }

    @Test func aRepeatedKeyNamesBothRows() {
        #expect(message { try units([("P", "province", nil), ("A", "district", "P"), ("A", "commune", "P")]) }
            == "units: 'A' appears twice (rows 2 and 3), so a link to it could mean either")
    }

    @Test func columnsAreReadWhenTheyAreAskedFor() throws {
        let source = MemorySource([("id", .text), ("name", .text)], [[.text("a"), .text("An")]])
        let info = TableInfo(name: "t", columns: [], key: "id")
        let table = try LinkedTableLoader(context: context(tables)).load(info, from: source)
        #expect(source.batchesRead == 1)
        #expect(try table.columns["name"]?.value(0, type: .text) == .text("An"))
        #expect(try table.columns["name"] != nil)
        #expect(source.batchesRead == 2)
        #expect(try table.columns["other"] == nil)
    }
}

@Suite struct LinkedKeysTests {
    private func keys(_ values: [Value], _ type: Type) throws -> LinkedKeys { try LinkedKeys(.of(values, type: type)) }

    @Test func keysAreFoundByTheirText() throws {
        let texts = try keys([.text("7"), .missing, .text("007"), .text("đơn vị")], .optionalText)
        #expect(["7", "007", "đơn vị", "", "8"].map { texts.row($0) } == [0, 2, 3, nil, nil])
        let numbers = try keys([.int(7), .int(-1), .missing], .optionalInt)
        #expect(["7", "-1", "007", "+7", ""].map { numbers.row($0) } == [0, 1, nil, nil, nil])
    }

    @Test func aKeyThatStandsTwiceIsNamed() {
        #expect(throws: LinkedKeys.RepeatedKey.self) { try keys([.text("a"), .missing, .missing, .text("b"), .text("a")], .optionalText) }
    }
}
