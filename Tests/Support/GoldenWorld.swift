import Diagnostics
import Engine
import Reports
import Semantics
import Session
import Tables

/// What a golden script runs against: data, day and manner of writing.
struct GoldenWorld {
    let folder: String?
    let display: DisplayText
    let language: Language
    let asOf: Int32?
    /// Whether whatever can go to disk does.
    var usesDisk = false

    /// The day on which every golden script runs, that of the article: no answer may change with the clock.
    static let today: Int32 = 18_166  // 2019-09-27

    /// - Throws: a sentence about an option that means nothing.
    init(_ options: [String: String]) throws(GoldenMistake) {
        switch options["world"] {
        case nil, "none": folder = nil
        case "namdinh": folder = DemoProvince.path
        case let name?:
            let path = "\(ProjectFolder.path)/Tests/Scripts/worlds/\(name)"
            guard ProjectFolder.exists(path) else { throw GoldenMistake("there is no world '\(name)' in Tests/Scripts/worlds") }
            folder = path
        }
        guard let style = NumberStyle(rawValue: options["locale"] ?? "C") else { throw GoldenMistake("locale is C or vi") }
        display = DisplayText(style: style)
        guard let language = Language(rawValue: options["lang"] ?? "en") else { throw GoldenMistake("lang is en or vi") }
        self.language = language
        if let text = options["as-of"] {
            let parts = text.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 3, let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]) else {
                throw GoldenMistake("as-of is a date like 2019-06-30")
            }
            asOf = date.days
        } else {
            asOf = nil
        }
    }

    /// An answer without what another machine would say otherwise: where the world lies and when its files were written.
    func withoutWhereAndWhen(_ answer: String) -> String {
        let placed = (folder.map { answer.replacing($0, with: "WORLD") } ?? answer).replacing(ProjectFolder.path + "/", with: "")
        return placed.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            // The row of a file in an appendix: path, rows, bytes, time, hash.
            if line.hasPrefix("| WORLD") {
                var cells = line.split(separator: " | ", omittingEmptySubsequences: false)
                if cells.count == 5 { cells[3] = "TIME" }
                return cells.joined(separator: " | ")
            }
            guard line.hasPrefix("  WORLD"), let range = line.firstRange(of: " bytes, ") else { return String(line) }
            return line[..<range.upperBound] + "TIME"
        }.joined(separator: "\n")
    }

    func options(workingFolder: String, asOf: Int32? = nil, explains: Explained? = nil) -> SessionOptions {
        var options = SessionOptions(today: GoldenWorld.today, workingFolder: workingFolder, display: display, asOf: asOf, explains: explains)
        options.language = language
        // Not what the machine has, which `.set` would show.
        options.memory = usesDisk ? MemoryAccount(limit: .max, share: 0) : MemoryAccount(limit: 4 << 30)
        return options
    }

    /// A session in which the world is open.
    func session(explains: Explained? = nil) throws(DiagnosticList) -> Session {
        let session = Session(options: options(workingFolder: folder ?? ".", asOf: asOf, explains: explains))
        if let folder { try session.open(paths: [folder]) }
        return session
    }
}

/// A golden script that cannot be run as it is written.
struct GoldenMistake: Error {
    let sentence: String
    init(_ sentence: String) { self.sentence = sentence }
}
