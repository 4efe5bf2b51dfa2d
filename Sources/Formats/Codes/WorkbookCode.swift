import Diagnostics

/// Mistakes of Excel workbooks as files, and of which of their sheets is meant.
package enum WorkbookCode: String, DiagnosticCode {
    case damagedWorkbook = "damaged-workbook"
    case noSuchSheet = "no-such-sheet"
    case notWorkbook = "not-workbook"
    case protectedWorkbook = "protected-workbook"
    case whichSheet = "which-sheet"
    case workbookTooLarge = "workbook-too-large"

    package var explanation: Explanation {
        switch self {
        case .damagedWorkbook:
            Explanation(
                "a workbook that was not copied whole could lack rows without anybody noticing",
                wrong: .typed(#"from "fees.xlsx""#, files: Self.halfCopied),
                right: .typed(#"from "fees.xlsx""#, files: Self.fees))
        case .noSuchSheet:
            Explanation(
                "a sheet is called by its name or by its number, as the workbook shows them",
                wrong: .typed(#"from file("fees.xlsx", sheet: "2017")"#, files: Self.twoYears),
                right: .typed(#"from file("fees.xlsx", sheet: "2018")"#, files: Self.twoYears))
        case .notWorkbook:
            Explanation(
                "some programs save text under a name that ends in .xlsx",
                wrong: .typed(#"from "fees.xlsx""#, files: Example.File("fees.xlsx", "id,fee\nD01,8000\n")),
                right: .typed(#"from file("fees.xlsx", format: "csv")"#, files: Example.File("fees.xlsx", "id,fee\nD01,8000\n")))
        case .protectedWorkbook:
            Explanation(
                "what stands behind a password cannot be read without it",
                wrong: .typed(
                    #"from "fees.xlsx""#,
                    files: Example.File("fees.xlsx", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504), shown: "a workbook with a password")),
                right: .typed(#"from "fees.xlsx""#, files: Self.fees))
        case .whichSheet:
            Explanation(
                "of several sheets the first is not always the one that is meant",
                wrong: .typed(#"from "fees.xlsx""#, files: Self.twoYears),
                right: .typed(#"from file("fees.xlsx", sheet: "2019")"#, files: Self.twoYears))
        case .workbookTooLarge:
            Explanation(withoutExample: "a small file may pretend to hold more than any machine has room for")
        }
    }

    private static let fees = Example.File(workbook: "fees.xlsx", [("2019", [["id", "fee"], ["D01", "8000"]])])

    private static let twoYears = Example.File(
        workbook: "fees.xlsx", [("2018", [["id", "fee"], ["D01", "8000"]]), ("2019", [["id", "fee"], ["D02", "5000"]])])

    private static let halfCopied = Example.File("fees.xlsx", bytes: Array(fees.bytes.prefix(fees.bytes.count / 2)), shown: "the first half of a workbook")
}
