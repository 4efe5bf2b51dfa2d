import Engine
import Semantics

/// What a run counted, as sentences: each only when there is something to say.
enum CountedText {
    static func sentences(_ notices: [NoticeID: String], _ counters: RunCounters) -> [String] {
        let least = counters.isAtLeast ? "at least " : ""
        var sentences: [String] = []
        // Several comparisons of the same columns are one sentence.
        var byColumns: [String: Int] = [:]
        for (id, count) in counters.missingComparisons where count > 0 { byColumns[notices[id] ?? "a value", default: 0] += count }
        for (columns, count) in byColumns.sorted(by: { $0.key < $1.key }) {
            sentences.append("\(least)\(many(count, "comparison")) met a missing value (\(columns))")
        }
        for (name, count) in counters.unmatched.sorted(by: { $0.key < $1.key }) where count > 0 {
            sentences.append("\(least)\(many(count, "row")) found no match in \(name)")
        }
        for (link, count) in counters.dangling.sorted(by: { $0.key < $1.key }) where count > 0 {
            sentences.append("\(least)\(many(count, "link")) \(count == 1 ? "points" : "point") to no row (\(link))")
        }
        for (aggregate, count) in counters.skippedMissing.sorted(by: { $0.key < $1.key }) where count > 0 {
            sentences.append("\(least)\(many(count, "missing value")) left out of \(aggregate)")
        }
        for (column, count) in counters.badCells.sorted(by: { $0.key < $1.key }) where count > 0 {
            sentences.append("\(many(count, "cell")) could not be read and \(count == 1 ? "is" : "are") missing (\(column))")
        }
        return sentences
    }

    private static func many(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
