import Diagnostics

/// Mistakes of what stands in a file: records, quotes and cells.
package enum RecordCode: String, DiagnosticCode {
    case badCell = "bad-cell"
    case badJSON = "bad-json"
    case raggedRow = "ragged-row"
    case recordTooLong = "record-too-long"
    case textAfterQuote = "text-after-quote"
    case unclosedQuote = "unclosed-quote"

    package var explanation: Explanation {
        switch self {
        case .badCell:
            Explanation(
                "the model promises what a column holds, so a cell that holds something else is said with its line",
                wrong: .typed(
                    "from fees",
                    files: Example.File("model.mc", "edition 1\n\ntable fees file \"fees.csv\" {\n  id:  text key\n  fee: int\n}\n"),
                    Example.File("fees.csv", "id,fee\nD01,8000\nD02,free\n")),
                right: .typed(
                    "from fees",
                    files: Example.File("model.mc", "edition 1\n\ntable fees file \"fees.csv\" {\n  id:  text key\n  fee: int\n}\n"),
                    Example.File("fees.csv", "id,fee\nD01,8000\nD02,0\n")))
        case .badJSON:
            Explanation(
                "a file of JSON holds objects with names in quotes, one a line or in one list",
                wrong: .typed(#"from "fees.jsonl""#, files: Example.File("fees.jsonl", "{\"id\": \"D01\", fee: 8000}\n")),
                right: .typed(#"from "fees.jsonl""#, files: Example.File("fees.jsonl", "{\"id\": \"D01\", \"fee\": 8000}\n")))
        case .raggedRow:
            Explanation(
                "a line with more or fewer values than the header has shifted, and everything after the shift is in a wrong column",
                wrong: .typed(#"from "units.csv""#, files: Example.File("units.csv", "id,name,level\n356,Nam Định, thành phố,district\n")),
                right: .typed(#"from "units.csv""#, files: Example.File("units.csv", "id,name,level\n356,\"Nam Định, thành phố\",district\n")))
        case .recordTooLong:
            Explanation(withoutExample: "a line of such a length is nearly always a quote that was opened and never closed")
        case .textAfterQuote:
            Explanation(
                "quotes stand around a whole value, and a quote within it is written twice",
                wrong: .typed(#"from "units.csv""#, files: Example.File("units.csv", "id,name\n356,\"Nam\" Định\n")),
                right: .typed(#"from "units.csv""#, files: Example.File("units.csv", "id,name\n356,\"Nam \"\"Định\"\"\"\n")))
        case .unclosedQuote:
            Explanation(
                "a quote that is opened takes in all that follows, line ends too, until it is closed",
                wrong: .typed(#"from "units.csv""#, files: Example.File("units.csv", "id,name\n356,\"Nam Định\n360,Ý Yên\n")),
                right: .typed(#"from "units.csv""#, files: Example.File("units.csv", "id,name\n356,\"Nam Định\"\n360,Ý Yên\n")))
        }
    }
}
