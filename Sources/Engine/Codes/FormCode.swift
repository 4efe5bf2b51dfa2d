import Diagnostics

/// Mistakes of forms, styles and patterns in which texts are written.
package enum FormCode: String, DiagnosticCode {
    case badFormat = "bad-format"
    case badPattern = "bad-pattern"
    case incompleteFormat = "incomplete-format"
    case unknownGroup = "unknown-group"
    case unknownStyle = "unknown-style"

    package var explanation: Explanation {
        switch self {
        case .badFormat:
            Explanation(
                "a form shows where digits, days and months stand",
                wrong: #"to_text(@2019-06-30, "dd/mmm/yyyy")"#, right: #"to_text(@2019-06-30, "dd/MM/yyyy")"#)
        case .badPattern:
            Explanation(
                "a pattern follows the rules of regular expressions, every bracket closed",
                wrong: "from units | where matches(name, '(Xã')", right: "from units | where matches(name, '(Xã)')")
        case .incompleteFormat:
            Explanation(
                "a date is a day of a month of a year",
                wrong: #"parse_date("06/2019", "MM/yyyy")"#, right: #"parse_date("30/06/2019", "dd/MM/yyyy")"#)
        case .unknownGroup:
            Explanation(
                "a group is a part of the pattern in parentheses, counted from the left",
                wrong: #"extract("H40-190628-0007", '-([0-9]+)-', 2)"#, right: #"extract("H40-190628-0007", '-([0-9]+)-', 1)"#)
        case .unknownStyle:
            Explanation(
                "numbers are written in the Vietnamese or in the international way",
                wrong: #"parse_number("1.234,5", "vietnamese")"#, right: #"parse_number("1.234,5", "vi")"#)
        }
    }
}
