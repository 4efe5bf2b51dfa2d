import Reports

/// The words with which two runs are compared.
struct DifferenceWording {
    private let language: Language
    init(_ wording: Wording) { language = wording.language }

    private func either(_ english: String, _ vietnamese: String) -> String {
        switch language {
        case .en: english
        case .vi: vietnamese
        }
    }

    func nothingDiffers(_ first: String, _ second: String) -> String {
        either("nothing differs between \(first) and \(second)", "\(first) và \(second) không khác nhau")
    }
    func resultCounts(_ first: Int, _ second: Int) -> String {
        either("the runs have \(first) and \(second) tables; those in the same place are compared", "hai lần chạy có \(first) và \(second) bảng; chỉ so các bảng cùng thứ tự")
    }
    func causesAreCut(_ count: Int) -> String {
        either("source rows were looked for behind the first \(count) figures", "chỉ tìm bản ghi gốc cho \(count) số liệu đầu")
    }
    var figuresThatDiffer: String { either("Figures that differ", "Số liệu khác nhau") }
    var rowsThatDiffer: String { either("Source rows behind them", "Bản ghi gốc gây ra khác nhau") }
    var definitionsThatDiffer: String { either("Definitions that differ", "Định nghĩa khác nhau") }
    var result: String { either("result", "bảng") }
    var rowHeading: String { either("row", "dòng") }
    var column: String { either("column", "cột") }
    var rowsBehind: String { either("because of", "do") }
    var sourceTable: String { either("table", "dữ liệu") }
    var key: String { either("key", "mã") }
    var change: String { either("change", "thay đổi") }
    var rowNumber: String { either("at row", "ở dòng") }
    var name: String { either("name", "tên") }
    var paragraph: String { either("text", "lời văn") }
    var check: String { either("check", "kiểm tra") }
    var present: String { either("a column", "có cột") }
    var added: String { either("added", "thêm") }
    var removed: String { either("removed", "mất") }
    var changed: String { either("changed", "sửa") }
    /// A row that is the same on both sides, and not in the same group or condition.
    var countedElsewhere: String { either("the same, counted elsewhere", "không đổi, được tính vào chỗ khác") }
    func row(_ number: Int) -> String { either("row \(number)", "dòng \(number)") }
    /// `1 row came, 2 changed`
    func rowCounts(come: Int, gone: Int, changed: Int) -> String {
        var parts: [String] = []
        func add(_ count: Int, _ english: String, _ vietnamese: String) {
            if count > 0 { parts.append(either("\(count) \(english)", "\(count) \(vietnamese)")) }
        }
        add(come, come == 1 ? "row more" : "rows more", "bản ghi thêm")
        add(gone, gone == 1 ? "row less" : "rows less", "bản ghi bớt")
        add(changed, changed == 1 ? "row changed" : "rows changed", "bản ghi sửa")
        return parts.joined(separator: ", ")
    }
}
