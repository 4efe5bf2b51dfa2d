import Engine
import Reports
import Semantics
import Tables

/// What a run counted, as sentences: each only when there is something to say.
struct CountedText {
    private let isVietnamese: Bool
    private let display: DisplayText

    init(_ options: SessionOptions) {
        isVietnamese = options.language == .vi
        display = options.display
    }

    func sentences(_ notices: [NoticeID: String], _ counters: RunCounters) -> [String] {
        let least = counters.isAtLeast ? either("at least ", "ít nhất ") : ""
        var sentences: [String] = []
        // Several comparisons of the same columns are one sentence.
        var byColumns: [String: Int] = [:]
        for (id, count) in counters.missingComparisons where count > 0 { byColumns[notices[id] ?? either("a value", "một giá trị"), default: 0] += count }
        for (columns, count) in byColumns.sorted(by: { $0.key < $1.key }) {
            sentences.append(least + either("\(many(count, "comparison")) met a missing value (\(columns))", "\(number(count)) phép so sánh gặp giá trị trống (\(columns))"))
        }
        for (name, count) in counters.unmatched.sorted(by: { $0.key < $1.key }) where count > 0 {
            sentences.append(least + either("\(many(count, "row")) found no match in \(name)", "\(number(count)) dòng không tìm thấy dòng tương ứng trong \(name)"))
        }
        for (link, count) in counters.dangling.sorted(by: { $0.key < $1.key }) where count > 0 {
            sentences.append(least + either("\(many(count, "link")) \(count == 1 ? "points" : "point") to no row (\(link))", "\(number(count)) liên kết không dẫn tới dòng nào (\(link))"))
        }
        for (aggregate, count) in counters.skippedMissing.sorted(by: { $0.key < $1.key }) where count > 0 {
            sentences.append(least + either("\(many(count, "missing value")) left out of \(aggregate)", "\(number(count)) giá trị trống không tính vào \(aggregate)"))
        }
        for (column, count) in counters.badCells.sorted(by: { $0.key < $1.key }) where count > 0 {
            sentences.append(either("\(many(count, "cell")) could not be read and \(count == 1 ? "is" : "are") missing (\(column))", "\(number(count)) ô không đọc được nên để trống (\(column))"))
        }
        return sentences
    }

    private func either(_ english: String, _ vietnamese: String) -> String { isVietnamese ? vietnamese : english }

    private func number(_ count: Int) -> String { display.number(String(count)) }

    private func many(_ count: Int, _ noun: String) -> String { "\(number(count)) \(noun)\(count == 1 ? "" : "s")" }
}
