import Characters
import Diagnostics
import Glibc

/// Every wording of this module that is about a file as a whole, alphabetical by code. A file is named by the path that the user gave.
enum Message {
    static func badJSON(_ file: String, line: Int, column: Int, _ what: String) -> DiagnosticList {
        one(Diagnostic("bad-json", "\(file), line \(line), column \(column): \(what)"))
    }

    static func cannot(_ deed: String, _ path: String, _ code: Int32) -> DiagnosticList {
        one(Diagnostic("cannot-\(deed)-file", "'\(path)' cannot be \(deed == "read" ? "read" : "written"): \(reason(code))", kind: .outside))
    }

    static func changedWhileRead(_ path: String) -> DiagnosticList {
        one(Diagnostic("file-changed", "'\(path)' was changed while it was being read", hints: ["run the query again when the file is complete"], kind: .outside))
    }

    static func emptyFile(_ path: String, headerLine: Int) -> DiagnosticList {
        let message = headerLine > 1 ? "'\(path)' has no line \(headerLine), where the header should be" : "'\(path)' is empty: it has no header line"
        return one(Diagnostic("empty-file", message))
    }

    static func formatNotReadable(_ path: String, _ format: String) -> DiagnosticList {
        let hint = format == "xls" ? "open it in Excel and save it as an Excel workbook (.xlsx)" : "save it as CSV UTF-8 or as JSON lines"
        return one(Diagnostic("format-not-readable", "'\(path)' is a file of format \(format), which cannot be read yet", hints: [hint]))
    }

    static func formatNotWritable(_ format: String) -> DiagnosticList {
        one(Diagnostic("format-not-writable", "format \(format) cannot be written yet", hints: ["use one of \(quoted(FileFormats.writableNames))"]))
    }

    static func looksLikeWorkbook(_ path: String) -> DiagnosticList {
        one(Diagnostic(
            "format-not-readable", "'\(path)' is an Excel workbook under a name that promises text",
            hints: ["say so:  file(\"\(fileName(path))\", format: \"xlsx\"), or give it a name that ends in .xlsx"]))
    }

    static func missingColumn(_ name: String, in path: String, wantedBy: String, present: [String]) -> DiagnosticList {
        let near = Spelling.nearest(name, in: present)
        let hint = near.isEmpty ? "its columns are \(quoted(present.prefix(20)))" : "did you mean \(quoted(near))?"
        return one(Diagnostic("missing-column", "'\(path)' has no column '\(name)', which \(wantedBy)", hints: [hint]))
    }

    static func noSuchFile(_ path: String, near: [String]) -> DiagnosticList {
        one(Diagnostic("no-such-file", "there is no file '\(path)'", hints: near.isEmpty ? [] : ["did you mean \(quoted(near))?"], kind: .outside))
    }

    static func noMatch(_ pattern: String, present: [String]) -> DiagnosticList {
        let more = present.count > 10 ? " and \(present.count - 10) more" : ""
        let hint = present.isEmpty ? "the folder holds no files" : "the folder holds \(quoted(present.prefix(10)))\(more)"
        return one(Diagnostic("no-such-file", "no file matches '\(pattern)'", hints: [hint], kind: .outside))
    }

    static func notUTF8(_ path: String, line: Int, _ hint: EncodingHint) -> DiagnosticList {
        let guess = hint.name.map { "; it looks like \($0)" } ?? ""
        return one(Diagnostic(
            "not-utf8", "\(path), line \(line): this is not UTF-8 text\(guess)",
            hints: ["convert the file to UTF-8: in Excel save it as 'CSV UTF-8', in UniKey's toolbox (Ctrl+Shift+F6) choose Unicode as the target"]))
    }

    static func recordTooLong(_ path: String, line: Int, limit: Int) -> DiagnosticList {
        one(Diagnostic(
            "record-too-long", "\(path), line \(line): the record that starts here is longer than \(limit >> 20) MiB",
            hints: ["a quote that is opened and never closed swallows all that follows"]))
    }

    static func unknownFormat(_ path: String) -> DiagnosticList {
        one(Diagnostic(
            "unknown-format", "the name '\(path)' does not tell what format the file has",
            hints: ["names end in \(quoted(FileFormats.all.flatMap { $0.extensions.map { ".\($0)" } }))"]))
    }

    static func unknownOption(_ name: String, _ format: String, _ known: [String]) -> DiagnosticList {
        let near = Spelling.nearest(name, in: known)
        let all = known.isEmpty ? "\(format) files have no options" : "options of \(format) files are \(quoted(known))"
        let hints = (near.isEmpty ? [] : ["did you mean \(quoted(near))?"]) + [all]
        return one(Diagnostic("unknown-option", "'\(name)' is not an option of \(format) files", hints: hints))
    }

    static func wrongOption(_ name: String, _ wanted: String) -> DiagnosticList {
        one(Diagnostic("wrong-option", "option '\(name)' must be \(wanted)"))
    }

    /// The last part of a path: what one types next, when the folder is open.
    static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    static func one(_ diagnostic: Diagnostic) -> DiagnosticList { DiagnosticList([diagnostic]) }

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
