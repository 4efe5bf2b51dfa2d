import Syntax

/// Functions of spreadsheets, databases and data-frame packages that have no row here, and what is written instead.
///
/// A table, so that a new habit met in an office is one row. `{1}` and `{2}` stand for the arguments, `{(1)}` for one
/// that an operator beside it would pull apart; a row whose form holds none is the name of a function of ours that takes
/// the same arguments. It never stands in the way of a function: names are looked up here only when nothing else bears them.
enum ForeignFunctions {
    struct Row: Sendable {
        let names: Set<String>
        /// What is written instead, with the arguments in their places.
        let ours: String

        init(_ ours: String, _ names: String...) {
            self.ours = ours
            self.names = Set(names)
        }

        /// How many arguments the form takes; `nil` for another name with the same arguments.
        var argumentCount: Int? {
            ours.contains("{") ? (1...3).filter { ours.contains("{\($0)}") || ours.contains("{(\($0))}") }.count : isName ? nil : 0
        }

        /// Whether the form is only another name.
        var isName: Bool { ours.allSatisfy { $0.isLetter || $0 == "_" } }

        /// Whether the form is one text of all arguments, and what stands between them.
        var joinsTexts: Bool { ours.hasPrefix("\"{{1}") }
        var textSeparator: String { ours.contains("}} {{") ? " " : "" }

        /// Whether the first argument is a condition beside the value of the second.
        var hasCondition: Bool { ours.contains("{2} where {1}") }

        func written(_ arguments: [String]) -> String {
            arguments.enumerated().reduce(ours) { text, argument in
                let number = argument.offset + 1
                return text.replacing("{(\(number))}", with: Parser.operand(argument.element)).replacing("{\(number)}", with: argument.element)
            }
        }
    }

    /// Rows that take so many arguments, or any number.
    static func row(_ name: String, arguments count: Int) -> Row? {
        let rows = all.filter { $0.names.contains(name.lowercased()) }
        return rows.first { $0.argumentCount == count } ?? rows.first { $0.isName } ?? rows.first
    }

    /// What is said of functions that one of ours would stand in for with another value, or that have none.
    static func advice(_ name: String) -> String? {
        let name = name.lowercased()
        return advices.first { $0.names.contains(name) }?.advice
    }

    private static let advices: [(names: Set<String>, advice: String)] = [
        (["log"], "the natural logarithm is  ln(x), that to base 10 is  log10(x)"),
        (["log1p"], "the natural logarithm is  ln(x):  ln(1 + x)"),
        (["rand", "random", "runif", "randbetween", "rnorm"], "rows are taken at random with  | sample 100"),
        (["proper", "initcap", "title", "str_to_title", "capitalize"], "letters are changed all together:  upper(x), lower(x)"),
        (["ltrim", "rtrim", "lstrip", "rstrip"], "trim(x) takes white space from both ends"),
        (["sub", "str_replace", "replace_first"], "replace(x, old, new) replaces every occurrence of a plain text"),
        (patternReplacers, "replace(x, old, new) replaces a plain text; a part that a pattern finds is  extract(x, 'pattern')"),
        (["cut", "ntile_by"], "bands(x, [5, 10]) makes bands, a limit belonging to the band above it"),
        (["sin", "cos", "tan", "asin", "acos", "atan", "atan2", "mad", "cov", "corr", "cor", "skew", "kurt", "pmt", "npv", "irr"], "there is none that does the same"),
    ]

    /// Functions whose text to be replaced is a regular expression.
    static let patternReplacers: Set<String> = ["regexp_replace", "regexreplace", "str_replace_all", "gsub"]

    static let all: [Row] = presence + aggregates + texts + numbers + dates + others

    private static let presence: [Row] = [
        Row("{(1)} is missing", "isnull", "is_null", "isna", "is_na", "isblank", "is_missing", "isempty", "is_empty", "thiếu"),
        Row("{(1)} is present", "notnull", "notna", "is_not_null", "isnotnull"),
        Row("({(1)} ?? {(2)})", "coalesce", "ifnull", "nvl", "isnull", "if_null", "fillna", "replace_na", "iferror", "ifna"),
        Row("if {1} then {2} else {3}", "if", "iif", "ifelse", "if_else", "where", "nếu"),
    ]

    private static let aggregates: [Row] = [
        Row("count()", "n", "len", "size", "nrow", "rowcount", "row_count"), Row("count", "counta", "đếm", "số_lượng"),
        Row("avg", "mean", "average", "trung_bình"), Row("sum", "total", "tổng", "sumx"),
        Row("min", "minimum", "nhỏ_nhất"), Row("max", "maximum", "lớn_nhất"),
        Row("count(where {1})", "countif", "count_if", "sumif"), Row("sum({2} where {1})", "sumif", "sum_if"), Row("avg({2} where {1})", "averageif", "avg_if"),
        Row("count_distinct", "n_distinct", "nunique", "countd", "distinctcount", "distinct_count", "approx_count_distinct", "countunique"),
        Row("stddev", "std", "sd", "stdev", "stddev_samp", "độ_lệch_chuẩn"), Row("variance", "var", "var_samp"),
        Row("percentile", "quantile", "percentile_cont", "percentile_disc"), Row("most_common", "mode"),
        Row("join_text", "string_agg", "group_concat", "listagg", "textjoin"),
        Row("(stddev({1}) / sqrt(count({1})))", "sem"),
        Row("running_sum", "cumsum", "cumulative_sum"), Row("lag", "shift"), Row("tiles", "ntile"), Row("row_number", "rownum", "row_num"),
    ]

    private static let texts: [Row] = [
        Row("\"{{1}}{{2}}\"", "concat", "concatenate", "paste0", "combine"), Row("\"{{1}} {{2}}\"", "paste"),
        Row("length", "len", "char_length", "nchar", "strlen", "textlength"), Row("slice", "substr", "substring", "mid"),
        Row("upper", "ucase", "upcase", "toupper", "to_upper", "uppercase"), Row("lower", "lcase", "downcase", "tolower", "to_lower", "lowercase"),
        Row("trim", "strip", "str_trim"), Row("starts_with", "startswith", "beginswith", "begins_with"), Row("ends_with", "endswith"),
        Row("contains", "includes", "search", "find", "instr", "chứa"),
        Row("replace", "substitute", "str_replace_all", "regexp_replace"), Row("replace({3}, {1}, {2})", "gsub"),
        Row("matches", "regexp_matches", "regexp_like", "regexp_contains", "regexp", "rlike", "regexmatch", "str_detect"), Row("matches({2}, {1})", "grepl"), Row("extract", "regexp_extract", "regexextract", "str_extract"),
        Row("to_text", "str", "text", "string", "tostring", "to_string", "to_char", "as_text", "format"),
        Row("fold", "unaccent", "remove_accents", "strip_accents", "bỏ_dấu"),
    ]

    private static let numbers: [Row] = [
        Row("to_int", "int", "integer", "to_integer", "as_int"), Row("parse_number", "number", "to_number", "value", "val", "tonumber", "as_number"),
        Row("ceil", "ceiling"), Row("(sign({1}) * floor(abs({1})))", "trunc", "truncate", "rounddown"), Row("(sign({1}) * ceil(abs({1})))", "roundup"),
        Row("(ln({1}) / ln(2))", "log2"), Row("power", "pow"), Row("mod", "remainder"), Row("ln", "log_e"),
        Row("min_of", "least"), Row("max_of", "greatest"), Row("bands", "bucket"),
    ]

    private static let dates: [Row] = [
        Row("@today", "today", "now", "getdate", "current_date", "sysdate", "hôm_nay"),
        Row("parse_date", "todate", "to_date", "as_date", "strptime", "datevalue"),
        // With two arguments the later day stands first.
        Row("({(1)} - {(2)})", "datediff", "days", "difftime"), Row("days_between", "datediff", "date_diff", "datedif"), Row("months_between", "monthdiff"),
        Row("working_days", "networkdays", "workdays", "business_days"), Row("add_working_days", "workday", "add_workdays"),
        Row("end_of({(1)}.month)", "eomonth", "last_day"), Row("start_of({(1)}.month)", "bomonth", "first_day"),
        Row("({1} + {2} months)", "edate", "add_months"), Row("{(1)}.weekday", "dayofweek", "day_of_week", "wday"),
        Row("{(1)}.month", "date_trunc_month"), Row("year_of", "datepart_year", "năm"), Row("month_of", "tháng"), Row("day_of", "dayofmonth", "ngày"),
    ]

    private static let others: [Row] = [
        Row("{1}, {2}", "c", "list"), Row("{1}, {2}, {3}", "c", "list"),
        Row("{1} desc", "desc", "giảm"), Row("{1}", "print", "echo", "display"),
        Row("{1}", "asc", "col", "column"),
        Row("from {1}", "read_csv", "read_excel", "read_parquet", "read_json", "table", "load"),
        Row("lookup", "vlookup", "hlookup", "xlookup", "related", "relatedtable", "lookupvalue"),
    ]
}
