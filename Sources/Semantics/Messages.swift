import Diagnostics
import Syntax

/// Every wording of the checker, by code. One sentence, lower case, the found before the wanted.
enum Message {
    static func unknownColumn(_ name: String, of table: String) -> (String, String) {
        ("unknown-column", "'\(name)' is not a column of \(table)")
    }
    static func unknownName(_ name: String) -> (String, String) {
        ("unknown-name", "'\(name)' is not known here")
    }
    static func unknownTable(_ name: String) -> (String, String) {
        ("unknown-table", "there is no table '\(name)'")
    }
    static func unknownParameter(_ name: String) -> (String, String) {
        ("unknown-parameter", "there is no parameter or value '$\(name)'")
    }
    static func unknownFunction(_ name: String) -> (String, String) {
        ("unknown-function", "there is no function '\(name)'")
    }
    static func typeMismatch(_ lhs: Type, _ symbol: String, _ rhs: Type) -> (String, String) {
        let (first, second) = lhs.kind.isNumber && rhs.kind.isNumber ? (amount(lhs), amount(rhs)) : (article(lhs), article(rhs))
        let message = switch symbol {
        case ",": "these values do not go together: \(first) and \(second)"
        case "else": "'then' gives \(first) and 'else' gives \(second)"
        default: "\(first) and \(second) do not go together with '\(symbol)'"
        }
        return ("type-mismatch", message)
    }
    static func wanted(_ wanted: String, got: Type) -> (String, String) {
        ("type-mismatch", "\(wanted) is wanted here, not \(article(got))")
    }
    static func duplicateColumn(_ name: String) -> (String, String) {
        ("duplicate-column", "two columns would both be called '\(name)'")
    }

    /// A number as opposed to one with another unit.
    private static func amount(_ type: Type) -> String {
        type.kind.currency.map { "money in \($0.code)" } ?? "a plain number"
    }

    /// `a number`, `text`, `a date`: a type in the user's words.
    static func article(_ type: Type) -> String {
        switch type.kind {
        case .nothing: "a missing value"
        case .bool: "a condition"
        case .int(nil): "a whole number"
        case .decimal(nil), .float(nil): "a number"
        case .int(let currency?), .decimal(let currency?), .float(let currency?): "money in \(currency.code)"
        case .ratio: "a ratio"
        case .points: "percentage points"
        case .text: "text"
        case .date: "a date"
        case .timestamp: "a date with a time"
        case .period: "a period"
        case .duration: "a length of time"
        case .enumeration: "one of a list of values"
        case .link(let table): "a link to \(table)"
        case .list: "a list"
        }
    }
}
