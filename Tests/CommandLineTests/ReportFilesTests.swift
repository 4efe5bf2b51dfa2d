import Formats
import Support
import Testing

/// Each saved report as every file that is handed in, from one run.
struct ReportFilesTests {
    private static let reports = ProjectFolder.files(under: "Scripts/reports", ending: ".mc")

    /// The province with every fortieth row of its large tables: to hash them whole takes a build for tests seconds, for each report.
    private static let province: TemporaryFolder = {
        let folder = TemporaryFolder()
        let files = ProjectFolder.files(under: "Examples/namdinh", ending: ".csv") + ProjectFolder.files(under: "Examples/namdinh", ending: ".mc")
        for name in files where !name.contains("/large/") {
            folder.write(String(name.dropFirst("Examples/namdinh/".count)), ProjectFolder.text("\(ProjectFolder.path)/\(name)") ?? "")
        }
        for name in ["procedures", "dossiers-2018", "dossiers-2019", "documents", "enterprises"] {
            let lines = (ProjectFolder.text("\(DemoProvince.path)/large/\(name).csv") ?? "").split(separator: "\n")
            let step = name == "procedures" ? 1 : 40
            folder.write("large/\(name).csv", stride(from: 0, to: lines.count, by: step).map { lines[$0] + "\n" }.joined())
        }
        return folder
    }()

    @Test("A report in one run as HTML, XLSX, Markdown and CSV has the same figures in each", arguments: reports)
    func sameFigures(_ report: String) throws {
        let folder = TemporaryFolder()
        func text(_ ending: String) -> String { ProjectFolder.text("\(folder.path)/report.\(ending)") ?? "" }
        let outputs = ["html", "xlsx", "md", "csv", "json"].flatMap { ["--output", "\(folder.path)/report.\($0)"] }
        let outcome = Program.run(["run", "\(ProjectFolder.path)/\(report)", "--data", Self.province.path, "--quiet"] + outputs)
        // Some figures were published of the whole province.
        try #require([0, 3].contains(outcome.status), "\(outcome.error)")

        let figures = ReportFigures.ofJSON(text("json"))
        let page = ReportFigures.ofHTML(text("html"))
        let sheets = try WorkbookSheets(path: "\(folder.path)/report.xlsx")
        let csv = ReportFigures.cells(ofCSV: text("csv"))
        let markdown = ReportFigures.cells(ofMarkdown: text("md"))
        #expect(figures.contains { !$0.isEmpty })
        try #require(page.count == figures.count)
        // Words come first, the appendix last.
        try #require(sheets.names.count == figures.count + 2)
        #expect(ReportFigures.follows(figures.joined().map(\.digits), in: csv))
        #expect(ReportFigures.follows(page.filter { !$0.isChart }.flatMap(\.figures), in: markdown))
        for (index, expected) in figures.enumerated() {
            let shown = page[index].figures
            #expect(shown.count == expected.count)
            for (text, figure) in zip(shown, expected) where !figure.isShown(as: text) { Issue.record("\(page[index].id): \(text) for \(figure.digits)") }
            // A chart's sheet has a column for each of its series.
            if page[index].isChart { continue }
            let cells = try sheets.cells(of: sheets.names[index + 1]).flatMap { $0.compactMap { $0 } }
            #expect(ReportFigures.follows(expected, in: cells) { $0.isWritten(as: $1) }, "\(sheets.names[index + 1])")
        }
    }
}

/// A number of a table as machines write it.
private struct Figure {
    let digits: String
    private var value: Double { Double(digits) ?? .nan }

    init(_ digits: String) { self.digits = digits }

    /// `94.5% (26/28)` and `+2.0 points` for 0.9453 and 0.02, rounded as far as the text says.
    func isShown(as text: String) -> Bool {
        let words = text.split(separator: " ")
        guard let first = words.first, let shown = Double(first.filter { $0 != "%" && $0 != "+" }) else { return false }
        let places = first.firstIndex(of: ".").map { first[$0...].dropFirst().prefix { $0.isNumber }.count } ?? 0
        let unit = first.hasSuffix("%") || words.dropFirst().first == "points" ? 0.01 : 1
        let step = (0..<places).reduce(unit) { step, _ in step / 10 }
        return abs(shown * unit - value) <= step * 0.5000001
    }

    /// In a cell of a workbook, which shows ratios as percentages and has points as their number.
    func isWritten(as cell: String) -> Bool {
        guard let written = Double(cell.filter { $0 != "%" }) else { return false }
        return [1, 100].contains { abs(value * $0 - written) <= 1e-9 * max(1, abs(written)) }
    }
}

/// The figures of a document's tables and charts, read from its files.
private enum ReportFigures {
    struct Table {
        let id: String
        let figures: [String]
        var isChart: Bool { id.hasPrefix("c") }
    }

    /// The numbers of each list of objects.
    static func ofJSON(_ text: String) -> [[Figure]] {
        var lists: [String] = []
        var list = ""
        for line in text.split(separator: "\n") {
            list += line + "\n"
            // A list ends in a line of its own.
            if line == "]" || line == "[]" { (lists, list) = (lists + [list], "") }
        }
        return lists.map { list in
            (JSONText(reading: list)?.elements ?? []).flatMap { row in
                row.members.compactMap { name, value in if name != "total", case .number(let digits) = value { Figure(digits) } else { nil } }
            }
        }
    }

    /// The cells of numbers of each table and chart.
    static func ofHTML(_ text: String) -> [Table] {
        parts(of: text, from: "<div class=\"table", to: "</table>").compactMap { table in
            guard let id = parts(of: table, from: " id=\"", to: "\"").first else { return nil }
            return Table(id: id, figures: parts(of: table, from: "<td class=\"n\">", to: "</td>").map(withoutTags))
        }
    }

    static func cells(ofCSV text: String) -> [String] {
        text.split(separator: "\n").flatMap { $0.split(separator: ",").map { $0.filter { $0 != "\"" } } }
    }

    static func cells(ofMarkdown text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("|") }.flatMap { line in
            line.split(separator: "|").map { cell in String(cell.filter { $0 != "*" && $0 != "\\" }.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
        }
    }

    /// Whether all that is wanted stands among the cells in its order, other cells between.
    static func follows<Wanted>(_ wanted: [Wanted], in cells: [String], by isSame: (Wanted, String) -> Bool) -> Bool {
        var index = 0
        for cell in cells where index < wanted.count { if isSame(wanted[index], cell) { index += 1 } }
        return index == wanted.count
    }

    static func follows(_ wanted: [String], in cells: [String]) -> Bool { follows(wanted, in: cells) { $0 == $1 } }

    private static func withoutTags(_ html: String) -> String {
        var isTag = false
        return html.filter { letter in
            if letter == "<" || letter == ">" {
                isTag = letter == "<"
                return false
            }
            return !isTag
        }
    }

    private static func parts(of text: String, from opener: String, to closer: String) -> [String] {
        let (bytes, opener, closer) = (Array(text.utf8), Array(opener.utf8), Array(closer.utf8))
        func place(of word: [UInt8], from start: Int) -> Int? {
            var index = start
            while index + word.count <= bytes.count {
                if bytes[index] == word[0], bytes[index..<(index + word.count)].elementsEqual(word) { return index }
                index += 1
            }
            return nil
        }
        var result: [String] = []
        var index = 0
        while let start = place(of: opener, from: index), let end = place(of: closer, from: start + opener.count) {
            result.append(String(decoding: bytes[(start + opener.count)..<end], as: UTF8.self))
            index = end + closer.count
        }
        return result
    }
}
