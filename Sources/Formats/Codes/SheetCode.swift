import Diagnostics

/// Mistakes of the sheets of workbooks: where the table stands, where it ends, what its cells hold.
package enum SheetCode: String, DiagnosticCode {
    case cellOutside = "cell-outside"
    case emptyHeader = "empty-header"
    case emptyRange = "empty-range"
    case emptySheet = "empty-sheet"
    case formulaWithoutValue = "formula-without-value"
    case severalHeaders = "several-headers"
    case tableGoesOn = "table-goes-on"
    case untilNotFound = "until-not-found"

    package var explanation: Explanation {
        switch self {
        case .cellOutside:
            let file = Self.file([["id", "fee"]] + (1...100).map { ["D\($0)", "8000"] } + [["D101", "5000", "waived"]])
            return Explanation(
                "how wide a table is shows in its first rows, and what stands beside it further down would be lost in silence",
                wrong: .typed(#"from file("fees.xlsx", header: 0)"#, files: file),
                right: .typed(#"from file("fees.xlsx", header: 0, range: "A:C")"#, files: file))
        case .emptyHeader:
            let file = Self.file([["Lệ phí quý I"], [], ["id", "fee"], ["D01", "8000"]])
            return Explanation(
                "the header names the columns, and an empty row names none",
                wrong: .typed(#"from file("fees.xlsx", header: 2)"#, files: file), right: .typed(#"from file("fees.xlsx", header: 3)"#, files: file))
        case .emptyRange:
            let file = Self.file([["id", "fee"], ["D01", "8000"]])
            return Explanation(
                "the first row of a range is its header, and the table stands below it",
                wrong: .typed(#"from file("fees.xlsx", range: "A1:B1", header: 1)"#, files: file),
                right: .typed(#"from file("fees.xlsx", range: "A1:B2")"#, files: file))
        case .emptySheet:
            let file = Example.File(workbook: "fees.xlsx", [("2018", []), ("2019", [["id", "fee"], ["D02", "5000"]])])
            return Explanation(
                "a sheet without cells is a slip in its name more often than a table without rows",
                wrong: .typed(#"from file("fees.xlsx", sheet: "2018")"#, files: file), right: .typed(#"from file("fees.xlsx", sheet: "2019")"#, files: file))
        case .formulaWithoutValue:
            return Explanation(
                "a workbook keeps what Excel computed last, and a program that only writes formulas leaves that empty",
                wrong: .typed(#"from "fees.xlsx""#, files: Self.file([["id", "fee"], ["D01", "8000"], ["D02", "=B2*2"]])),
                right: .typed(#"from "fees.xlsx""#, files: Self.file([["id", "fee"], ["D01", "8000"], ["D02", "16000"]])))
        case .severalHeaders:
            let file = Self.file([["STT", "Lệ phí", nil], [nil, "đã thu", "được miễn"], ["1", "8000", "0"]])
            return Explanation(
                "headings over two rows may belong together or not, and only their author knows",
                wrong: .typed(#"from "fees.xlsx""#, files: file), right: .typed(#"from file("fees.xlsx", header: 1..2)"#, files: file))
        case .tableGoesOn:
            let file = Self.file([["id", "fee"], ["D01", "8000"], [], ["D02", "5000"]])
            return Explanation(
                "a table ends at an empty row, and rows behind it are never left out in silence",
                wrong: .typed(#"from "fees.xlsx""#, files: file), right: .typed(#"from file("fees.xlsx", to_end: true)"#, files: file))
        case .untilNotFound:
            let file = Self.file([["id", "fee"], ["D01", "8000"], ["Tổng cộng", "8000"]])
            return Explanation(
                "if the row that ends the table is called otherwise, its total would be read as a row",
                wrong: .typed(#"from file("fees.xlsx", until: "Tổng số")"#, files: file),
                right: .typed(#"from file("fees.xlsx", until: "Tổng cộng")"#, files: file))
        }
    }

    private static func file(_ rows: [[String?]]) -> Example.File { Example.File(workbook: "fees.xlsx", [("2019", rows)]) }
}
