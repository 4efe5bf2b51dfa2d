import Testing

@testable import Formats

/// The row of a form that numbers its columns.
struct NumberingRowTests {
    @Test("Numbers in their order, with letters before them, under a heading that numbers the rows", arguments: [
        (["1", "2", "3", "4"], true), (["(1)", "(2)", "(3)", "(4)"], true), (["A", "B", "1", "2"], true), (["[1]", "[2]", "[3] = [1] + [2]", "4=2/3"], true),
        (["1", "2", "3", "5"], false), (["2", "3", "4", "5"], false), (["1", "Ý Yên", "3", "4"], false), (["A", "B", "C", "1"], false),
        (["B", "A", "1", "2"], false), (["", "", "", ""], false), (["1", "2", "3"], false),
    ] as [([String], Bool)])
    func cells(cells: [String], expected: Bool) {
        #expect(NumberingRow.isOne(cells, below: ["STT", "Xã", "Số hồ sơ", "Đúng hạn"]) == expected)
    }

    @Test("Under any other headings it is a row like others", arguments: [["a", "b", "c"], ["1", "2", "3"], ["STT", "n"], []])
    func headings(headings: [String]) {
        #expect(!NumberingRow.isOne((0..<headings.count).map { "\($0 + 1)" }, below: headings))
    }
}
