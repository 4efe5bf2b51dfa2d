/// Places in a workbook, as its formulas write them.
enum SheetReference {
    /// The letters of a column, from 1: `A`, `Z`, `AA`.
    static func letters(_ column: Int) -> String {
        var (letters, number) = ("", column)
        while number > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (number - 1) % 26))) + letters
            number = (number - 1) / 26
        }
        return letters
    }

    /// `'Bảng 1'`, with the apostrophes of the name doubled.
    static func quoted(_ sheet: String) -> String { "'" + sheet.replacing("'", with: "''") + "'" }
}
