import Diagnostics

// Every wording about Arrow files, in alphabetical order.

extension Message {
    static func columnWithoutType(_ path: String, _ name: String, _ contents: String) -> DiagnosticList {
        one(Message(
            ArrowCode.columnWithoutType, "'\(path)': column '\(name)' holds \(contents), for which there is no type",
            "keep the columns that are needed, such as  keep id, fee, or save the file without this one"))
    }

    static func columnsDiffer(_ name: String, _ first: String, _ firstType: String, _ second: String, _ secondType: String) -> DiagnosticList {
        one(Message(
            ArrowCode.columnsDiffer, "column '\(name)' is \(firstType) in '\(first)' and \(secondType) in '\(second)'",
            "declare the table in a model, which says of what type the column is"))
    }

    static func damagedArrow(_ path: String, _ what: String, at offset: Int) -> DiagnosticList {
        one(Message(ArrowCode.damagedArrow, "'\(path)' is damaged at byte \(offset): \(what)", "copy it anew from where it came"))
    }

    static func mixedFormats(_ arrow: String, _ other: String) -> DiagnosticList {
        one(Message(ArrowCode.columnsDiffer, "'\(arrow)' is an Arrow file and '\(other)' is none, and a table has files of one kind", "name them one by one, or save all of them as Arrow files"))
    }

    static func unreadableArrow(_ path: String, _ what: String, _ hint: String) -> DiagnosticList {
        one(Message(ArrowCode.unreadableArrow, "'\(path)' cannot be read: \(what)", hint))
    }
}
