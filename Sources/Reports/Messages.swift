import Diagnostics

// Every wording about documents that cannot be written as asked, in alphabetical order.

extension Message {
    /// - Parameter place: `table 'Hồ sơ', row 12, column 'Ghi chú'`
    static func cellTooLong(_ place: String, signs: Int) -> Message {
        Message(
            DocumentCode.cellTooLong, "\(place): the text has \(signs) signs, and a cell of a workbook holds 32767",
            "shorten it with  left(…, 32767), or write the table as .csv")
    }

    static func libraryMissing(_ file: String, package: String) -> Message {
        Message(
            DocumentCode.missingLibrary, "workbooks are written with \(file), which is not installed here", "install it:  sudo apt-get install \(package)",
            kind: .outside)
    }

    static func workbookNotWritten(_ reason: String) -> Message {
        Message(DocumentCode.workbookNotWritten, "the workbook cannot be written: \(reason)", kind: .outside)
    }
}
