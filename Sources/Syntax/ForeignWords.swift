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
        ForeignSymbol(spelling: "%>%", meaning: .symbol(.bar)),
        ForeignSymbol(spelling: "%in%", meaning: .word(.in)),
        ForeignSymbol(spelling: "//", meaning: .advice("a whole quotient is quotient(a, b)")),
        ForeignSymbol(spelling: "|>", meaning: .symbol(.bar)),
        ForeignSymbol(spelling: "...", meaning: .symbol(.range)),
        ForeignSymbol(spelling: "++", meaning: .advice("one more is  x + 1")),
        ForeignSymbol(spelling: "+=", meaning: .advice("a column is replaced by  | set x = x + 1")),
        ForeignSymbol(spelling: "-=", meaning: .advice("a column is replaced by  | set x = x - 1")),
        ForeignSymbol(spelling: "*=", meaning: .advice("a column is replaced by  | set x = x * 2")),
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
        case "“", "”", "„", "«", "»", "＂": "\""
        case "‘", "’", "‚", "＇": "'"
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
        /// Words that go with it: `order by`, `left join`.
        let followers: [String]
        /// A function of ours whose parentheses stay: `sum(fee)`.
        var isAggregate: Bool { replacement == "summarize sum" || replacement == "summarize avg" }

        /// Groups for a stage after it: `group_by(unit)`.
        var makesGroups: Bool { advice == "summarize … by" }

        init(_ word: String, _ replacement: String?, advice: String? = nil, followers: [String] = []) {
            self.word = word
            self.replacement = replacement
            self.advice = advice ?? replacement ?? ""
            self.followers = followers
        }
    }

    static func stage(_ word: String) -> ForeignStage? {
        stagesByWord[word.lowercased()]
    }

    private static let stagesByWord = Dictionary(
        uniqueKeysWithValues: stages.map { ($0.word, $0) })

    static let stages: [ForeignStage] = rowStages + columnStages + groupStages + outputStages + vietnameseStages

    private static let rowStages: [ForeignStage] = [
        ForeignStage("filter", "where"), ForeignStage("having", "where"), ForeignStage("search", "where"),
        ForeignStage("query", "where"), ForeignStage("sort_values", "sort"), ForeignStage("drop_duplicates", "distinct"),
        ForeignStage("reject", nil, advice: "where not (…)"),
        ForeignStage("order", "sort", followers: ["by"]), ForeignStage("orderby", "sort"), ForeignStage("order_by", "sort"),
        ForeignStage("arrange", "sort"),
        ForeignStage("limit", "take"), ForeignStage("head", "take"), ForeignStage("first", "take"),
        ForeignStage("top", nil, advice: "sort … desc | take"), ForeignStage("tail", "take last"),
        ForeignStage("union", "append"), ForeignStage("concat", "append"), ForeignStage("bind_rows", "append"),
        ForeignStage("intersect", nil, advice: "where id in (from … | keep id)"),
        ForeignStage("except", nil, advice: "where id not in (from … | keep id)"),
        ForeignStage("minus", nil, advice: "where id not in (from … | keep id)"),
        ForeignStage("merge", "lookup"), ForeignStage("left_join", "lookup"), ForeignStage("inner_join", "join"),
        ForeignStage("left", "lookup", followers: ["join"]), ForeignStage("inner", "join", followers: ["join"]),
        ForeignStage("right", nil, advice: "lookup, from the other table", followers: ["join"]),
        ForeignStage("full", nil, advice: "lookup, and append what is not in", followers: ["join"]),
        ForeignStage("vlookup", "lookup"), ForeignStage("xlookup", "lookup"),
    ]

    private static let columnStages: [ForeignStage] = [
        ForeignStage("select", "keep"), ForeignStage("project", "keep"), ForeignStage("choose", "keep"),
        ForeignStage("columns", "keep"), ForeignStage("relocate", "keep"),
        ForeignStage("exclude", "drop"), ForeignStage("remove", "drop"), ForeignStage("delete", "drop"),
        ForeignStage("mutate", "add"), ForeignStage("assign", "add"), ForeignStage("extend", "add"), ForeignStage("derive", "add"),
        ForeignStage("compute", "add"), ForeignStage("calculate", "add"), ForeignStage("let", "add"),
        ForeignStage("update", "set"), ForeignStage("replace", "set"), ForeignStage("transform", "set"),
        ForeignStage("melt", "unpivot"), ForeignStage("pivot_longer", "unpivot"),
        ForeignStage("spread", "pivot"), ForeignStage("pivot_wider", "pivot"), ForeignStage("crosstab", "pivot"),
    ]

    private static let groupStages: [ForeignStage] = [
        ForeignStage("group", "summarize count() by", advice: "summarize … by", followers: ["by"]),
        ForeignStage("group_by", "summarize count() by", advice: "summarize … by"),
        ForeignStage("groupby", "summarize count() by", advice: "summarize … by"),
        ForeignStage("aggregate", "summarize"), ForeignStage("agg", "summarize"), ForeignStage("summarise", "summarize"),
        ForeignStage("summary", "describe"), ForeignStage("profile", "describe"), ForeignStage("info", "describe"),
        ForeignStage("count", "summarize count()"), ForeignStage("tally", "summarize count()"),
        ForeignStage("value_counts", "summarize count() by"),
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
        ForeignStage("lấy", "take"), ForeignStage("nhóm", "summarize count() by", advice: "summarize … by", followers: ["theo"]),
        ForeignStage("đếm", "summarize count()"), ForeignStage("tổng", "summarize sum"),
        ForeignStage("sắp", "sort", followers: ["xếp"]), ForeignStage("sắp_xếp", "sort"),
        ForeignStage("xếp", "sort"), ForeignStage("đổi_tên", "rename"),
        ForeignStage("hiện", "show"), ForeignStage("in", "show"), ForeignStage("vẽ", "chart"), ForeignStage("lưu", "save"), ForeignStage("ghép", "lookup"),
    ]

    /// Words for a value that is not there. A column of such a name is written in backquotes.
    static let nulls: Set<String> = ["null", "NULL", "Null", "None", "nil", "NA", "NaN"]

    /// Words after `is` that mean `missing` or `present`.
    static let stateWords: [(word: String, ours: Keyword)] = [
        ("null", .missing), ("none", .missing), ("na", .missing), ("nil", .missing), ("nan", .missing), ("empty", .missing),
        ("blank", .missing), ("trống", .missing), ("there", .present), ("given", .present), ("filled", .present),
    ]

    /// A word that stands between two operands in other languages, and the operator that it is here.
    struct ForeignOperator: Sendable {
        let word: String
        let kind: Token.Kind
        let ours: String

        init(_ word: String, _ symbol: Symbol) { (self.word, kind, ours) = (word, .symbol(symbol), symbol.rawValue) }
        init(_ word: String, _ keyword: Keyword) { (self.word, kind, ours) = (word, .word(keyword), keyword.rawValue) }
    }

    static let operators: [ForeignOperator] = [
        ForeignOperator("contains", .contains), ForeignOperator("equals", .equal), ForeignOperator("eq", .equal), ForeignOperator("to", .range),
        ForeignOperator("và", .and), ForeignOperator("hoặc", .or), ForeignOperator("là", .equal), ForeignOperator("bằng", .equal),
        ForeignOperator("trong", .in), ForeignOperator("thuộc", .in), ForeignOperator("chứa", .contains), ForeignOperator("đến", .range),
    ]

    /// Operators that ask how a text looks.
    static let patternWords: Set<String> = ["like", "ilike", "glob", "similar"]

    /// Operators elsewhere that are functions here.
    static let operatorFunctions: [(word: String, ours: String)] = [
        ("mod", "mod(a, b)"), ("div", "quotient(a, b)"), ("xor", "a != b"), ("is_not", "!="),
    ]

    /// Two words that make groups within a stage.
    static let groupingWords: [(word: String, follower: String)] = [("group", "by"), ("partition", "by"), ("nhóm", "theo"), ("chia", "theo")]

    /// Words after a sort key.
    static let orders: [(word: String, ours: String)] = [
        ("descending", "desc"), ("ascending", "asc"), ("decreasing", "desc"), ("increasing", "asc"), ("giảm", "desc"), ("tăng", "asc"),
    ]

    /// What begins the next choice after `then`.
    static let elseIfWords: Set<String> = ["elif", "elsif", "elseif"]

    /// Functions of three values that choose.
    static let choiceFunctions: Set<String> = ["if", "iif", "ifelse", "if_else", "nếu"]

    /// Functions that make a list of their arguments.
    static let listFunctions: Set<String> = ["c", "list"]

    /// Words before the columns that match.
    static let matchingWords: Set<String> = ["using", "by", "with", "where", "key", "theo"]

    /// Aggregates that are typed without their parentheses, or in a select.
    static let aggregateWords: Set<String> = ["sum", "avg", "min", "max", "count", "median", "mean", "average", "total", "tổng", "đếm"]

    /// Aggregates that databases let run over an order, and the word for each behind `running_`.
    static let windowAggregates = ["sum": "sum", "avg": "avg", "mean": "avg", "average": "avg", "min": "min", "max": "max", "count": "count"]

    /// Functions that look at the order and at no frame.
    static let rankedFunctions: Set<String> = [
        "row_number", "rank", "dense_rank", "percent_rank", "ntile", "tiles", "lag", "lead", "prior", "rownum", "row_num", "shift",
        "running_sum", "running_avg", "running_min", "running_max", "running_count", "moving_sum", "moving_avg", "cumsum", "cumulative_sum",
    ]

    /// Whether a word is an operator elsewhere.
    static func isOperator(_ word: String) -> Bool {
        operators.contains { $0.word == word } || patternWords.contains(word) || operatorFunctions.contains { $0.word == word } || word == "between"
    }

    /// Functions of databases that make one value of many rows.
    static let selectAggregates = aggregateWords.union([
        "stddev", "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop", "string_agg", "group_concat", "listagg", "array_agg", "any_value",
        "percentile_cont", "percentile_disc", "bool_or", "bool_and", "approx_count_distinct", "mode", "first", "last", "corr",
    ])

    /// Whether a word after an operand means something in another language.
    static func isAfterOperand(_ word: String) -> Bool {
        let word = word.lowercased()
        return operators.contains { $0.word == word } || patternWords.contains(word) || operatorFunctions.contains { $0.word == word }
            || groupingWords.contains { $0.word == word } || orders.contains { $0.word == word } || elseIfWords.contains(word)
            || ["between", "over", "when", "end", "using"].contains(word)
    }

    /// What shows that a statement of another language begins.
    enum Follower: Sendable {
        /// `var x = 5`
        case nameAndAssign
        /// `def f(x)`
        case nameAndParenthesis
        /// `load "x.csv"`
        case text
        /// `từ dossiers`
        case name
    }

    static let statements: [(word: String, ours: Keyword, follower: Follower)] = [
        ("var", .let, .nameAndAssign), ("const", .let, .nameAndAssign), ("val", .let, .nameAndAssign), ("dim", .let, .nameAndAssign),
        ("declare", .let, .nameAndAssign), ("define", .let, .nameAndAssign), ("đặt", .let, .nameAndAssign),
        ("def", .fn, .nameAndParenthesis), ("function", .fn, .nameAndParenthesis), ("func", .fn, .nameAndParenthesis), ("hàm", .fn, .nameAndParenthesis),
        ("load", .from, .text), ("import", .from, .text), ("read", .from, .text), ("open", .from, .text),
        ("từ", .from, .name), ("lấy_từ", .from, .name),
    ]

    /// Statements that change data, the words after them (none: any name, and `set`) and what is written instead.
    static let changes: [(word: String, followers: [String], advice: String)] = [
        ("delete", ["from"], "rows are left out with  from … | where not (…)"),
        ("insert", ["into"], "rows are put below others with  from … | append …"),
        ("update", [], "values are replaced on the way with  from … | set …"),
        ("create", ["table", "view", "database"], "a table is declared in a model:  table dossiers file \"dossiers.csv\" { … }"),
        ("create", ["function"], "a function is written  fn double(x: int) = x * 2"),
        ("alter", ["table"], "columns are renamed, added or left out with  from … | rename …"),
        ("drop", ["table", "view", "database"], "columns are left out with  from … | drop …"),
        ("truncate", ["table"], "the first rows are taken with  from … | take …"),
    ]

    /// What stands after `Table.` in the formulas of Power Query, and the stage that does it.
    static let powerQuery: [(word: String, ours: String)] = [
        ("SelectRows", "where"), ("SelectColumns", "keep"), ("RemoveColumns", "drop"), ("AddColumn", "add"), ("TransformColumns", "set"),
        ("ReplaceValue", "set"), ("RenameColumns", "rename"), ("Group", "summarize … by"), ("Sort", "sort"), ("FirstN", "take"), ("LastN", "take last"),
        ("Distinct", "distinct"), ("NestedJoin", "lookup"), ("Join", "join"), ("Combine", "append"), ("Pivot", "pivot"),
        ("Unpivot", "unpivot"), ("UnpivotOtherColumns", "unpivot"), ("RowCount", "summarize count()"), ("Profile", "describe"),
    ]

    /// Words for a currency, which a number never has: it takes that of the amount beside it.
    static let currencyWords: Set<String> = ["đ", "₫", "đồng", "dong", "vnd", "vnđ", "usd"]

    /// Words that people write after a number, and the unit that they mean.
    static let unitWords: [(word: String, ours: String)] = [
        ("tỉ", "tỷ"), ("ty", "tỷ"), ("ti", "tỷ"), ("trieu", "triệu"), ("nghin", "nghìn"), ("ngan", "nghìn"),
        ("k", "thousand"), ("ngàn", "nghìn"), ("tr", "triệu"), ("m", "million"), ("mn", "million"), ("bn", "billion"), ("b", "billion"),
        ("ngày", "days"), ("tuần", "weeks"), ("tháng", "months"), ("quý", "quarters"), ("năm", "years"),
        ("point", "points"), ("percent", "%"), ("workdays", "working days"),
    ]
}
