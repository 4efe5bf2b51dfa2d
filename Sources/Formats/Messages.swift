import Characters
import Diagnostics
import Glibc
import Semantics

// Every wording about files and what stands in them, in alphabetical order. A file is named by the path that the user gave.

extension Message {
    static func arrowHoldsOneTable() -> DiagnosticList {
        one(Message(
            FileCode.formatNotWritable, "an Arrow file holds one table, and the run shows several",
            "save each under a name of its own, such as  | save \"fees.arrow\""))
    }

    /// - Parameter place: a line, or a cell of a sheet.
    static func badCell(_ file: String, _ place: String, column: String, _ what: String) -> Message {
        Message(RecordCode.badCell, "\(file), \(place), column '\(column)': \(what)")
    }

    static func badJSON(_ file: String, line: Int, column: Int, _ what: String) -> DiagnosticList {
        one(Message(RecordCode.badJSON, "\(file), line \(line), column \(column): \(what)"))
    }

    static func cannot(_ deed: String, _ path: String, _ code: Int32) -> DiagnosticList {
        let isReading = deed == "read"
        // What is written is made; only the folder for it can be lacking.
        let reason = code == ENOENT && !isReading ? "its folder does not exist" : reason(code)
        return one(Message(
            isReading ? FileCode.cannotReadFile : FileCode.cannotWriteFile, "'\(path)' cannot be \(isReading ? "read" : "written"): \(reason)",
            kind: .outside))
    }

    static func changedWhileRead(_ path: String) -> DiagnosticList {
        one(Message(FileCode.fileChanged, "'\(path)' was changed while it was being read", hints: ["run the query again when the file is complete"], kind: .outside))
    }

    static func emptyFile(_ path: String, headerLine: Int) -> DiagnosticList {
        let message = headerLine > 1 ? "'\(path)' has no line \(headerLine), where the header should be" : "'\(path)' is empty: it has no header line"
        return one(Message(FileCode.emptyFile, message))
    }

    static func formatNotReadable(_ path: String, _ format: String) -> DiagnosticList {
        let hint = format == "xls" ? "open it in Excel and save it as an Excel workbook (.xlsx)" : "save it as CSV UTF-8 or as JSON lines"
        return one(Message(FileCode.formatNotReadable, "'\(path)' is a file of format \(format), which cannot be read yet", hint))
    }

    static func formatNotWritable(_ format: String) -> DiagnosticList {
        one(Message(FileCode.formatNotWritable, "format \(format) cannot be written yet", hints: ["use one of \(quoted(FileFormats.writableNames))"]))
    }

    static func looksCompressed(_ path: String) -> DiagnosticList {
        one(Message(FileCode.formatNotReadable, "'\(path)' is compressed (gzip), which is not read here", "unpack it first, with  gunzip  or a program for archives"))
    }

    static func looksLikeWorkbook(_ path: String) -> DiagnosticList {
        one(Message(
            FileCode.formatNotReadable, "'\(path)' is an Excel workbook under a name that promises text",
            "say so:  file(\"\(fileName(path))\", format: \"xlsx\"), or give it a name that ends in .xlsx"))
    }

    static func missingColumn(_ name: String, in path: String, wantedBy: String, present: [String]) -> DiagnosticList {
        let near = Spelling.nearest(name, in: present)
        let hint = near.isEmpty ? "its columns are \(quoted(present.prefix(20)))" : "did you mean \(quoted(near))?"
        return one(Message(FileCode.missingColumn, "'\(path)' has no column '\(name)', which \(wantedBy)", hints: [hint]))
    }

    static func noSuchFile(_ path: String, near: [String]) -> DiagnosticList {
        one(Message(FileCode.noSuchFile, "there is no file '\(path)'", hints: near.isEmpty ? [] : ["did you mean \(quoted(near))?"], kind: .outside))
    }

    static func noMatch(_ pattern: String, present: [String]) -> DiagnosticList {
        let more = present.count > 10 ? " and \(present.count - 10) more" : ""
        let hint = present.isEmpty ? "the folder holds no files" : "the folder holds \(quoted(present.prefix(10)))\(more)"
        return one(Message(FileCode.noSuchFile, "no file matches '\(pattern)'", hints: [hint], kind: .outside))
    }

    static func notUTF8(_ path: String, line: Int, _ hint: EncodingHint) -> DiagnosticList {
        one(Message(
            FileCode.notUTF8, "\(path), line \(line): this is not UTF-8 text\(hint.addition)",
            hints: ["convert the file to UTF-8: in Excel save it as 'CSV UTF-8', in UniKey's toolbox (Ctrl+Shift+F6) choose Unicode as the target"]))
    }

    static func damagedUTF16(_ path: String, line: Int) -> DiagnosticList {
        one(Message(FileCode.notUTF8, "\(path), line \(line): this is not whole UTF-16 text", "the file is cut off or damaged; save it once more where it comes from"))
    }

    static func raggedEnd(_ path: String, line: Int) -> DiagnosticList {
        one(Message(
            RecordCode.raggedRow, "\(path), line \(line): the lines before end with a separator, this one does not",
            "a value may be missing in the middle"))
    }

    /// - Parameter separator: what stands between values, where there are too many of them.
    static func raggedRow(_ path: String, line: Int, values: Int, columns: Int, separator: String?) -> DiagnosticList {
        // The header of a table has more than one name, the title above it stands alone.
        let title = columns == 1 && values > 1 ? "if the header is in line \(line) and what stands above is a title, say  header: \(line)" : nil
        return one(Message(
            RecordCode.raggedRow,
            "\(path), line \(line): \(values == 1 ? "1 value" : "\(values) values") where the header has \(columns == 1 ? "1 column" : "\(columns) columns")",
            title ?? separator.map { "a value that holds the separator '\($0)' must stand in quotes" }
                ?? "the line may be broken in the middle; a line end inside a value must stand in quotes"))
    }

    static func recordTooLong(_ path: String, line: Int, limit: Int) -> DiagnosticList {
        one(Message(
            RecordCode.recordTooLong, "\(path), line \(line): the record that starts here is longer than \(limit >> 20) MiB",
            hints: ["a quote that is opened and never closed swallows all that follows"]))
    }

    static func textAfterQuote(_ path: String, line: Int, value: Int) -> DiagnosticList {
        one(Message(
            RecordCode.textAfterQuote, "\(path), line \(line): after the closing quote of value \(value) more text follows",
            "write a quote inside a value twice: \"\""))
    }

    static func unclosedQuote(_ path: String, line: Int, value: Int) -> DiagnosticList {
        one(Message(
            RecordCode.unclosedQuote, "\(path), line \(line): the quote that opens value \(value) is never closed",
            "write a quote inside a value twice: \"\""))
    }

    static func unknownFormat(_ path: String) -> DiagnosticList {
        one(Message(
            FileCode.unknownFormat, "the name '\(path)' does not tell what format the file has",
            hints: ["names end in \(quoted(FileFormats.all.flatMap { $0.extensions.map { ".\($0)" } }))"]))
    }

    static func unknownOption(_ name: String, _ format: String, _ known: [String]) -> DiagnosticList {
        let near = Spelling.nearest(name, in: known)
        let all = known.isEmpty ? "\(format) files have no options" : "options of \(format) files are \(quoted(known))"
        let hints = (near.isEmpty ? [] : ["did you mean \(quoted(near))?"]) + [all]
        return one(Message(StageCode.unknownOption, "'\(name)' is not an option of \(format) files", hints: hints))
    }

    static func wrongOption(_ name: String, _ wanted: String) -> DiagnosticList {
        one(Message(FileCode.wrongOption, "option '\(name)' must be \(wanted)"))
    }

    static func zeroByte(_ path: String, line: Int) -> DiagnosticList {
        one(Message(
            FileCode.notUTF8, "\(path), line \(line): a byte 0 stands here, which no text has",
            hints: ["the file is damaged, or is no text at all; save it once more where it comes from"]))
    }

    /// The last part of a path: what one types next, when the folder is open.
    static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    static func one(_ message: Message) -> DiagnosticList { DiagnosticList(message) }

    static func quoted(_ names: some Sequence<String>) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }

    /// What the system says, in words for the common cases.
    static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT: "it does not exist"
        case EACCES, EPERM: "you do not have the right to"
        case EISDIR: "it is a folder"
        case ENOSPC: "the disk is full"
        case EROFS: "the disk is read-only"
        default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
        }
    }
}
