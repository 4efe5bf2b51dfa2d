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
    package var untitled: String { either("Report", "Báo cáo") }

    /// Above each record of the target `vertical`.
    package func row(_ number: String, of count: String) -> String {
        either("row \(number) of \(count)", "dòng \(number) / \(count)")
    }

    /// Under a result that was cut in the middle.
    package func shown(first: String, last: String, of count: String, inShell: Bool) -> String {
        let way = inShell ? ".last" : "--format plain"
        return either(
            "first \(first) and last \(last) of \(count) rows; \(way) prints them all",
            "\(first) dòng đầu và \(last) dòng cuối trong \(count) dòng; \(way) in tất cả")
    }

    /// Under a result that was too wide.
    package func hidden(_ columns: [String], inShell: Bool) -> String {
        let names = columns.joined(separator: ", ")
        let way = inShell ? ".last vertical" : "--format vertical"
        return either(
            "not shown for lack of width: \(names) (\(way) prints every column)",
            "không đủ chỗ cho: \(names) (\(way) in mọi cột)")
    }

    /// Over the messages of a row check: how many rows, and that only the first ones follow.
    package func failedRows(_ count: String, listed: Int, isMore: Bool) -> String {
        let rows = either(count == "1" ? "1 row" : "\(count) rows", "\(count) dòng")
        if listed == 0 { return rows }
        return isMore ? rows + either(", the first \(listed):", ", \(listed) dòng đầu:") : rows + ":"
    }
}
