import Diagnostics

/// What users of other languages type, and what we write instead.
///
/// Tables, so that a new habit met in an office is one row. A row never forbids a name: words are looked
/// at only where the text cannot be understood, or (nulls) where no name could be meant.
enum ForeignWords {
    /// A spelling of an operator that is not ours.
    struct ForeignSymbol: Sendable {
        enum Meaning: Sendable {
            case symbol(Symbol)
            case word(Keyword)
            case advice(String)
            case percent
            case lineBreak
        }
        let spelling: StaticString
        let meaning: Meaning
    }

    /// Longer spellings before their beginnings.
    static let symbols: [ForeignSymbol] = comparisonSymbols + otherSymbols

    /// The bytes with which they begin, so that most signs need no search.
    static let symbolStarts = Set(symbols.map { $0.spelling.withUTF8Buffer { $0[0] } })

    private static let comparisonSymbols: [ForeignSymbol] = [
        ForeignSymbol(spelling: "===", meaning: .symbol(.equal)),
        ForeignSymbol(spelling: "!==", meaning: .symbol(.notEqual)),
        ForeignSymbol(spelling: "<>", meaning: .symbol(.notEqual)),
        ForeignSymbol(spelling: "=>", meaning: .symbol(.greaterOrEqual)),
        ForeignSymbol(spelling: "=<", meaning: .symbol(.lessOrEqual)),
        ForeignSymbol(spelling: "=~", meaning: .symbol(.contains)),
        ForeignSymbol(spelling: "~=", meaning: .symbol(.contains)),
        ForeignSymbol(spelling: "≤", meaning: .symbol(.lessOrEqual)),
        ForeignSymbol(spelling: "≥", meaning: .symbol(.greaterOrEqual)),
        ForeignSymbol(spelling: "≠", meaning: .symbol(.notEqual)),
    ]

    private static let otherSymbols: [ForeignSymbol] = [
        ForeignSymbol(spelling: ":=", meaning: .symbol(.assign)),
        ForeignSymbol(spelling: "&&", meaning: .word(.and)),
        ForeignSymbol(spelling: "||", meaning: .word(.or)),
        ForeignSymbol(spelling: "&", meaning: .word(.and)),
        ForeignSymbol(spelling: "!", meaning: .word(.not)),
        ForeignSymbol(spelling: "**", meaning: .advice("a power is power(a, b)")),
        ForeignSymbol(spelling: "^", meaning: .advice("a power is power(a, b)")),
        ForeignSymbol(spelling: "…", meaning: .symbol(.range)),
        ForeignSymbol(spelling: "×", meaning: .symbol(.times)),
        ForeignSymbol(spelling: "÷", meaning: .symbol(.divide)),
        ForeignSymbol(spelling: "−", meaning: .symbol(.minus)),
        ForeignSymbol(spelling: "–", meaning: .symbol(.minus)),
        ForeignSymbol(spelling: "—", meaning: .symbol(.minus)),
        ForeignSymbol(spelling: "%", meaning: .percent),
        ForeignSymbol(spelling: ";", meaning: .lineBreak),
    ]

    /// The plain quote for one that a word processor put in.
    static func plainQuote(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "“", "”", "„", "«", "»": "\""
        case "‘", "’", "‚": "'"
        default: nil
        }
    }

    /// A word that stands where a stage should, and what replaces it.
    struct ForeignStage: Sendable {
        let word: String
        /// What replaces the word, or the word and `by` after it, so that the stage parses.
        let replacement: String?
        /// What is said instead of `replacement`, where the two differ.
        let advice: String
        /// Whether a `by` after the word goes with it: `order by`.
        let takesBy: Bool

        init(_ word: String, _ replacement: String?, advice: String? = nil, takesBy: Bool = false) {
            self.word = word
            self.replacement = replacement
            self.advice = advice ?? replacement ?? ""
            self.takesBy = takesBy
        }
    }

    static func stage(_ word: String) -> ForeignStage? {
        stagesByWord[word.lowercased()]
    }

    private static let stagesByWord = Dictionary(
        uniqueKeysWithValues: (rowStages + columnStages + groupStages + outputStages + vietnameseStages).map { ($0.word, $0) })

    private static let rowStages: [ForeignStage] = [
        ForeignStage("filter", "where"), ForeignStage("having", "where"), ForeignStage("search", "where"),
        ForeignStage("reject", nil, advice: "where not (…)"),
        ForeignStage("order", "sort", takesBy: true), ForeignStage("orderby", "sort"), ForeignStage("order_by", "sort"),
        ForeignStage("arrange", "sort"),
        ForeignStage("limit", "take"), ForeignStage("head", "take"), ForeignStage("first", "take"),
        ForeignStage("top", "take", advice: "sort … desc | take"), ForeignStage("tail", "take last"),
        ForeignStage("union", "append"), ForeignStage("concat", "append"), ForeignStage("bind_rows", "append"),
        ForeignStage("intersect", nil, advice: "where id in (from … | keep id)"),
        ForeignStage("except", nil, advice: "where id not in (from … | keep id)"),
        ForeignStage("minus", nil, advice: "where id not in (from … | keep id)"),
        ForeignStage("merge", "lookup"), ForeignStage("left_join", "lookup"), ForeignStage("inner_join", "join"),
    ]

    private static let columnStages: [ForeignStage] = [
        ForeignStage("select", "keep"), ForeignStage("project", "keep"), ForeignStage("choose", "keep"),
        ForeignStage("columns", "keep"), ForeignStage("relocate", "keep"),
        ForeignStage("exclude", "drop"), ForeignStage("remove", "drop"), ForeignStage("delete", "drop"),
        ForeignStage("mutate", "add"), ForeignStage("extend", "add"), ForeignStage("derive", "add"),
        ForeignStage("compute", "add"), ForeignStage("calculate", "add"), ForeignStage("let", "add"),
        ForeignStage("update", "set"), ForeignStage("replace", "set"), ForeignStage("transform", "set"),
        ForeignStage("melt", "unpivot"), ForeignStage("pivot_longer", "unpivot"),
        ForeignStage("spread", "pivot"), ForeignStage("pivot_wider", "pivot"), ForeignStage("crosstab", "pivot"),
    ]

    private static let groupStages: [ForeignStage] = [
        ForeignStage("group", "summarize count() by", advice: "summarize … by", takesBy: true),
        ForeignStage("group_by", "summarize count() by", advice: "summarize … by"),
        ForeignStage("groupby", "summarize count() by", advice: "summarize … by"),
        ForeignStage("aggregate", "summarize"), ForeignStage("agg", "summarize"), ForeignStage("summarise", "summarize"),
        ForeignStage("summary", "describe"), ForeignStage("profile", "describe"), ForeignStage("info", "describe"),
        ForeignStage("count", "summarize count()"), ForeignStage("tally", "summarize count()"),
        ForeignStage("sum", "summarize sum"), ForeignStage("avg", "summarize avg"), ForeignStage("mean", "summarize avg"),
        ForeignStage("uniq", "distinct"), ForeignStage("unique", "distinct"), ForeignStage("dedupe", "distinct"),
    ]

    private static let outputStages: [ForeignStage] = [
        ForeignStage("print", "show"), ForeignStage("display", "show"), ForeignStage("view", "show"), ForeignStage("output", "show"),
        ForeignStage("plot", "chart"), ForeignStage("graph", "chart"), ForeignStage("draw", "chart"),
        ForeignStage("write", "save"), ForeignStage("export", "save"), ForeignStage("store", "save"),
        ForeignStage("assert", "check"), ForeignStage("expect", "check"), ForeignStage("validate", "check"),
        ForeignStage("diff", "compare"),
    ]

    private static let vietnameseStages: [ForeignStage] = [
        ForeignStage("lọc", "where"), ForeignStage("chọn", "keep"), ForeignStage("bỏ", "drop"), ForeignStage("thêm", "add"),
        ForeignStage("lấy", "take"), ForeignStage("nhóm", "summarize count() by", advice: "summarize … by"),
        ForeignStage("đếm", "summarize count()"), ForeignStage("vẽ", "chart"), ForeignStage("lưu", "save"), ForeignStage("ghép", "lookup"),
    ]

    /// Words for a value that is not there. A column of such a name is written in backquotes.
    static let nulls: Set<String> = ["null", "NULL", "Null", "None", "nil", "NA", "NaN"]

    /// Words after `is` that mean `missing` or `present`.
    static let stateWords: [(word: String, ours: Keyword)] = [
        ("null", .missing), ("none", .missing), ("na", .missing), ("nil", .missing), ("nan", .missing), ("empty", .missing),
        ("blank", .missing), ("trống", .missing), ("there", .present), ("given", .present), ("filled", .present),
    ]

    /// Words that stand between two operands in other languages.
    static let operatorWords: [(word: String, ours: String)] = [
        ("like", "~"), ("ilike", "~"), ("contains", "~"), ("equals", "=="), ("mod", "mod(a, b)"),
        ("div", "quotient(a, b)"), ("và", "and"), ("hoặc", "or"),
    ]

    /// Words that people write after a number, and the unit that they mean.
    static let unitWords: [(word: String, ours: String)] = [
        ("tỉ", "tỷ"), ("ty", "tỷ"), ("ti", "tỷ"), ("trieu", "triệu"), ("nghin", "nghìn"), ("ngàn", "nghìn"), ("ngan", "nghìn"),
        ("k", "thousand"), ("m", "million"), ("mn", "million"), ("bn", "billion"), ("b", "billion"),
        ("ngày", "days"), ("tuần", "weeks"), ("tháng", "months"), ("quý", "quarters"), ("năm", "years"),
        ("point", "points"), ("percent", "%"), ("workdays", "working days"),
    ]
}
