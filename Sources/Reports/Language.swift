import Semantics

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
    /// Both sides of an `==` that was checked.
    package func compared(_ first: String, _ second: String, isPublished: Bool) -> String {
        isPublished ? either("computed \(first), published \(second)", "tính được \(first), đã công bố \(second)") : either("\(first) against \(second)", "\(first) so với \(second)")
    }
    package var source: String { either("source", "nguồn") }

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

    package var appendix: String { either("Appendix: what the figures rest on", "Phụ lục: căn cứ của số liệu") }
    package var run: String { either("How it was made", "Cách lập") }
    package var model: String { either("Model", "Mô hình") }
    package var script: String { either("Script", "Kịch bản") }
    package var parameters: String { either("Parameters", "Tham số") }
    package var asOf: String { either("Data as of", "Số liệu tính đến hết ngày") }
    package func program(_ version: String, edition: Int) -> String {
        either("motcua \(version), edition \(edition) of the language", "motcua \(version), ngôn ngữ bản \(edition)")
    }
    package var files: String { either("Data files", "Tệp dữ liệu") }
    package var file: String { either("file", "tệp") }
    package var rows: String { either("rows", "số dòng") }
    package var bytes: String { either("bytes", "số byte") }
    package var changed: String { either("last changed", "sửa lần cuối") }
    package var changedSince: String { either("changed since it was read", "đã thay đổi sau khi đọc") }
    package var definitions: String { either("Definitions", "Định nghĩa các số") }
    package var standsOn: String { either("uses", "dùng") }
    package var countedFrom: String { either("What each result was counted from", "Từng bảng được tính từ") }
    package func result(_ number: Int) -> String { either("Result \(number)", "Kết quả \(number)") }
    package func rowsRead(_ count: String) -> String { either(count == "1" ? "1 row read" : "\(count) rows read", "đọc \(count) dòng") }
    package func kept(_ kept: String, of count: String) -> String { either("kept \(kept) of \(count) rows", "giữ \(kept) trong \(count) dòng") }
    package var checks: String { either("Checks", "Kiểm tra") }
    package var notes: String { either("Notes", "Ghi chú") }
    package var contents: String { either("Contents", "Mục lục") }
    package func checksHeld(_ count: Int) -> String { either(count == 1 ? "1 check held" : "\(count) checks held", "\(count) kiểm tra đạt") }
    package func checksFailed(_ count: Int) -> String { either(count == 1 ? "1 check FAILED" : "\(count) checks FAILED", "\(count) kiểm tra KHÔNG ĐẠT") }
    package func warnings(_ count: Int) -> String { either(count == 1 ? "1 warning" : "\(count) warnings", "\(count) cảnh báo") }
    /// The smallest categories or series of a chart, put together.
    package func others(_ count: Int) -> String { either("others (\(count))", "khác (\(count))") }
    package func missingMarks(_ count: Int) -> String {
        either(count == 1 ? "1 missing value is not drawn" : "\(count) missing values are not drawn", "\(count) giá trị trống không vẽ")
    }
    package func doubledMarks(_ count: Int, areAdded: Bool) -> String {
        areAdded ? either("\(count) more rows at the same places are added up", "\(count) dòng cùng vị trí được cộng lại")
            : either("\(count) more rows at the same places are not drawn", "\(count) dòng cùng vị trí không vẽ")
    }
    package func undrawnSeries(_ count: Int) -> String { either("\(count) more series are not drawn", "\(count) nhóm nữa không vẽ") }
    package func undrawnPlaces(_ count: Int) -> String { either("\(count) more bars are not drawn", "\(count) thanh nữa không vẽ") }
    package var noMarks: String { either("nothing to draw", "không có gì để vẽ") }
    package var chartData: String { either("The figures of this chart", "Số liệu của hình") }
    package func chart(_ kind: ChartForm.Kind) -> String {
        switch kind {
        case .bar: either("bar chart", "biểu đồ thanh")
        case .column: either("column chart", "biểu đồ cột")
        case .line: either("line chart", "biểu đồ đường")
        case .area: either("area chart", "biểu đồ miền")
        case .histogram: either("histogram", "biểu đồ phân bố")
        case .scatter: either("scatter chart", "biểu đồ phân tán")
        case .heatmap: either("heatmap", "biểu đồ nhiệt")
        case .spark: either("sparkline", "biểu đồ tia")
        }
    }
    /// `Biểu đồ cột: Tiếp nhận theo Tháng`
    package func chart(_ kind: ChartForm.Kind, of value: String, by place: String) -> String {
        let kind = chart(kind)
        let head = kind.prefix(1).uppercased() + kind.dropFirst()
        return place.isEmpty ? "\(head): \(value)" : either("\(head): \(value) by \(place)", "\(head): \(value) theo \(place)")
    }
    package func range(_ low: String, _ lowPlace: String, _ high: String, _ highPlace: String) -> String {
        either("least \(low) (\(lowPlace)), most \(high) (\(highPlace))", "thấp nhất \(low) (\(lowPlace)), cao nhất \(high) (\(highPlace))")
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

    /// Above each record of the target `vertical`.
    package func row(_ number: String, of count: String) -> String {
        either("row \(number) of \(count)", "dòng \(number) / \(count)")
    }

    /// Under a result that was cut in the middle.
    /// - Parameter lacksMemory: the rows between are not in memory, so that only a file can have them.
    package func shown(first: String, last: String, of count: String, inShell: Bool, lacksMemory: Bool) -> String {
        if lacksMemory {
            return either(
                "first \(first) and last \(last) of \(count) rows; there is no memory for the others, but  | save \"rows.csv\"  writes them all",
                "\(first) dòng đầu và \(last) dòng cuối trong \(count) dòng; không đủ bộ nhớ cho các dòng khác, nhưng  | save \"rows.csv\"  ghi tất cả")
        }
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
