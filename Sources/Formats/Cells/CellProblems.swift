import Diagnostics

/// What is wrong with a cell, in words that follow the cell: `'12x' is not a number`.
enum CellProblem: Hashable, Sendable {
    case isNot(String)
    case notDeclared([String])
    case isEmpty
    case tooManyDigits
    /// Above what a whole number may be; other programs have those that are twice as large.
    case isTooLarge
    /// What other programs write for a division by 0 or for a float that has overflowed.
    case isInfinite
    /// Before the year 1 or after 9999.
    case isOutsideCalendar
    /// The cell of a workbook shows an error such as `#DIV/0!`.
    case isFailure

    func sentence(_ cell: String) -> String {
        switch self {
        case .isNot(let wanted): "\(cell) is not \(wanted)"
        case .notDeclared: "\(cell) is not one of the declared values"
        case .isEmpty: "the cell is empty, but the model promises a value"
        case .isFailure: "\(cell) is an error of the formula, not a value"
        case .isTooLarge: "\(cell) is more than \(Int64.max), the largest whole number"
        case .isInfinite: "\(cell) is not a number: it comes of a division by 0"
        case .isOutsideCalendar: "\(cell) is outside of the years 1 to 9999"
        case .tooManyDigits: "\(cell) has more than 38 digits together with the other values of the column"
        }
    }

    func hints(_ column: String) -> [String] {
        switch self {
        case .isNot(let wanted) where wanted.hasPrefix("a date"): ["write dates as 2019-06-30, or say how the file writes them: dates: \"dd/MM/yyyy\""]
        case .isNot("a number"): ["write numbers as 1234.5, or say how the file writes them: numbers: \"vi\""]
        case .isNot: []
        case .notDeclared(let values): ["declared are \(Message.quoted(values.prefix(12)))\(values.count > 12 ? " and \(values.count - 12) more" : "")"]
        case .isEmpty: ["if it may be empty, write ? behind the type of '\(column)' in the model"]
        case .tooManyDigits, .isTooLarge, .isOutsideCalendar: []
        case .isInfinite: ["save the file without it, or run with --keep-going, which takes such cells as missing"]
        case .isFailure: ["correct the formula and save the workbook, or run with --keep-going, which takes such cells as missing"]
        }
    }
}

/// Bad cells of one reading: the first places of each column and how many there are.
final class CellProblems {
    private struct Entry {
        var count = 0
        var first: [(file: String, place: CellPlace, cell: String, problem: CellProblem)] = []
    }
    /// Places named in a message.
    static let shown = 3
    private var entries: [Int: Entry] = [:]
    private let columns: [(name: String, isPrivate: Bool)]
    /// The reading went only so far, so there may be more.
    var isPartial = false

    init(columns: [(name: String, isPrivate: Bool)]) { self.columns = columns }

    var isEmpty: Bool { entries.isEmpty }

    /// - Parameters:
    ///   - slot: the column's place among the wanted ones.
    ///   - place: asked only for places that will be shown.
    func add(slot: Int, _ problem: CellProblem, cell: @autoclosure () -> String, file: String, place: @autoclosure () -> CellPlace) {
        entries[slot, default: Entry()].count += 1
        guard let entry = entries[slot], entry.first.count < Self.shown else { return }
        var text = cell()
        if columns[slot].isPrivate {
            text = "the value"
        } else {
            // A cell may be a whole letter.
            text = "'" + (text.count > 60 ? text.prefix(57) + "…" : text[...]) + "'"
        }
        entries[slot]?.first.append((file, place(), text, problem))
    }

    /// Bad cells by column name, for the notice of a run that keeps going. Starts anew.
    func takeCounts() -> [(column: String, count: Int)] {
        defer { entries = [:] }
        return entries.sorted { $0.key < $1.key }.map { (columns[$0.key].name, $0.value.count) }
    }

    /// One message a column, in the order of their first places.
    func diagnostics() -> DiagnosticList {
        let ordered = entries.sorted { ($0.value.first.first?.place.line ?? 0, $0.key) < ($1.value.first.first?.place.line ?? 0, $1.key) }
        return DiagnosticList(ordered.compactMap { slot, entry in
            guard let first = entry.first.first else { return nil }
            let name = columns[slot].name
            var hints = first.problem.hints(name)
            if entry.count > 1 {
                let others = entry.first.dropFirst().map { place in
                    (place.file == first.file ? "" : "\(place.file), ") + "\(place.place.text): \(place.problem.sentence(place.cell))"
                }
                let total = "\(isPartial ? "at least " : "")\(entry.count) cells of '\(name)' cannot be read; the next"
                hints.insert(total + (others.count == 1 ? " is in " : " are in ") + others.joined(separator: "; "), at: 0)
            }
            return Diagnostic(Message.badCell(first.file, first.place.text, column: name, first.problem.sentence(first.cell)), hints: hints)
        })
    }
}
