/// The language of the words that motcua itself adds to a result: not of the data, which prints as it is.
package enum Language: String, Sendable, CaseIterable {
    case en, vi
}

/// Every word that reports add, side by side.
package struct Wording: Sendable {
    package let language: Language
    package init(_ language: Language) { self.language = language }

    private func either(_ english: String, _ vietnamese: String) -> String {
        switch language {
        case .en: english
        case .vi: vietnamese
        }
    }

    /// In the first rolled-up key of a total row.
    package var total: String { either("Total", "Tổng") }
    package var noRows: String { either("(no rows)", "(không có dòng nào)") }
    package var held: String { either("held", "đạt") }
    package var failed: String { either("FAILED", "KHÔNG ĐẠT") }
    package var warned: String { either("warning", "cảnh báo") }
    package var source: String { either("source", "nguồn") }
    package var checksAndNotices: String { either("Checks and notices", "Kiểm tra và ghi chú") }
    /// A notice under a result.
    package func notice(_ text: String) -> String { either("note: \(text)", "ghi chú: \(text)") }
    /// Heads the two counts behind a ratio, where each has a column of its own.
    func numerator(of name: String) -> String { either("\(name): numerator", "\(name): tử số") }
    func denominator(of name: String) -> String { either("\(name): denominator", "\(name): mẫu số") }

    /// Of a table that one sheet has no room for.
    func continued(rows: String, sheets: [String]) -> String {
        either("\(rows) rows, on the sheets \(sheets.joined(separator: ", "))", "\(rows) dòng, trên các trang tính \(sheets.joined(separator: ", "))")
    }

    /// Of columns whose numbers a workbook cannot hold.
    func asText(_ columns: [String], of table: String) -> String {
        let names = columns.joined(separator: ", ")
        return either(
            "\(table): \(names): numbers of more than 15 digits, which a cell does not keep, are written as text",
            "\(table): \(names): số có hơn 15 chữ số được ghi dưới dạng văn bản, vì ô tính chỉ giữ 15 chữ số")
    }

    package var untitled: String { either("Report", "Báo cáo") }
    /// A table that nothing gives a title.
    var table: String { either("Table", "Bảng") }

    /// Of texts in a file of separated values.
    package func formulas(_ count: String, in columns: [String]) -> String {
        let names = columns.joined(separator: ", ")
        return either(
            "\(count) text\(count == "1" ? "" : "s") in \(names) would be run as formulas by a spreadsheet; --guard-formulas puts an apostrophe before them",
            "\(count) ô văn bản ở \(names) sẽ bị bảng tính chạy như công thức; --guard-formulas đặt dấu nháy đơn phía trước")
    }

    // MARK: Two runs compared

    package func nothingDiffers(_ first: String, _ second: String) -> String {
        either("nothing differs between \(first) and \(second)", "\(first) và \(second) không khác nhau")
    }
    package func resultCounts(_ first: Int, _ second: Int) -> String {
        either("the runs have \(first) and \(second) tables; those in the same place are compared", "hai lần chạy có \(first) và \(second) bảng; chỉ so các bảng cùng thứ tự")
    }
    package func causesAreCut(_ count: Int) -> String {
        either("source rows were looked for behind the first \(count) figures", "chỉ tìm bản ghi gốc cho \(count) số liệu đầu")
    }
    package var figuresThatDiffer: String { either("Figures that differ", "Số liệu khác nhau") }
    package var rowsThatDiffer: String { either("Source rows behind them", "Bản ghi gốc gây ra khác nhau") }
    package var definitionsThatDiffer: String { either("Definitions that differ", "Định nghĩa khác nhau") }
    package var result: String { either("result", "bảng") }
    package var rowHeading: String { either("row", "dòng") }
    package var column: String { either("column", "cột") }
    package var rowsBehind: String { either("because of", "do") }
    package var sourceTable: String { either("table", "dữ liệu") }
    package var key: String { either("key", "mã") }
    package var change: String { either("change", "thay đổi") }
    package var rowNumber: String { either("at row", "ở dòng") }
    package var name: String { either("name", "tên") }
    package var paragraph: String { either("text", "lời văn") }
    package var check: String { either("check", "kiểm tra") }
    package var present: String { either("a column", "có cột") }
    package var added: String { either("added", "thêm") }
    package var removed: String { either("removed", "mất") }
    package var changed: String { either("changed", "sửa") }
    /// A row that is the same on both sides, and not in the same group or condition.
    package var countedElsewhere: String { either("the same, counted elsewhere", "không đổi, được tính vào chỗ khác") }
    package func row(_ number: Int) -> String { either("row \(number)", "dòng \(number)") }
    /// `1 row came, 2 changed`
    package func rowCounts(come: Int, gone: Int, changed: Int) -> String {
        var parts: [String] = []
        func add(_ count: Int, _ english: String, _ vietnamese: String) {
            if count > 0 { parts.append(either("\(count) \(english)", "\(count) \(vietnamese)")) }
        }
        add(come, come == 1 ? "row more" : "rows more", "bản ghi thêm")
        add(gone, gone == 1 ? "row less" : "rows less", "bản ghi bớt")
        add(changed, changed == 1 ? "row changed" : "rows changed", "bản ghi sửa")
        return parts.joined(separator: ", ")
    }

    /// Above each record of the target `vertical`.
    package func row(_ number: String, of count: String) -> String {
        either("row \(number) of \(count)", "dòng \(number) / \(count)")
    }

    /// Under a result that was cut in the middle.
    package func shown(first: String, last: String, of count: String) -> String {
        either(
            "first \(first) and last \(last) of \(count) rows; --format plain prints them all",
            "\(first) dòng đầu và \(last) dòng cuối trong \(count) dòng; --format plain in tất cả")
    }

    /// Under a result that was too wide.
    package func hidden(_ columns: [String]) -> String {
        let names = columns.joined(separator: ", ")
        return either(
            "not shown for lack of width: \(names) (--format vertical prints every column)",
            "không đủ chỗ cho: \(names) (--format vertical in mọi cột)")
    }

    /// Over the messages of a row check: how many rows, and that only the first ones follow.
    package func failedRows(_ count: String, listed: Int, isMore: Bool) -> String {
        let rows = either(count == "1" ? "1 row" : "\(count) rows", "\(count) dòng")
        if listed == 0 { return rows }
        return isMore ? rows + either(", the first \(listed):", ", \(listed) dòng đầu:") : rows + ":"
    }
}
