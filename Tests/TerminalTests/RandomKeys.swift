import Randomness
import Support

/// Presses keys at random in the line editor alone and compares the whole screen with a layout of its own after each.
///
/// The layout is written anew and shares nothing with the editor's: rows and columns of each character from how wide it is.
struct RandomKeys {
    static let columns = 40
    static let rows = 14
    private static let promptWidth = 5

    private var random: SeededRandom
    private let terminal: Terminal
    /// What was pressed, for a report.
    private var pressed: [String] = []
    private(set) var differences: [String] = []

    /// - Parameter settings: what `.editrc` says.
    init(seed: UInt64, settings: String = "") throws {
        random = SeededRandom(seed: seed)
        let home = TemporaryFolder()
        self.home = home
        terminal = try Terminal(
            [Program.product("LineProbe")], environment: ["HOME=\(home.path)", "EDITRC=\(home.write("editrc", settings))"], columns: Self.columns, rows: Self.rows)
    }

    private let home: TemporaryFolder

    /// What is typed and pressed, half and half.
    private static let texts = [
        "từ ", "tỉnh", "Hà Nội", "x", "(", ")", "'", " ", "12", "e\u{301}", "o\u{302}\u{323}", "o\u{323}\u{302}", "q\u{302}", "漢", "a|", "`doanh thu`", "đặt", "sa", "ti", "# ",
    ]
    private static let keys: [(String, String)] =
        TerminalKey.allCases.filter { ![.controlD, .controlZ, .controlX, .escape].contains($0) }.map { ("\($0)", $0.bytes) }
        + [("paste", "\u{1B}[200~from x |\nwhere tỉnh = 'a'\u{1B}[201~")]

    /// - Parameter compares: false where only crashes are looked for.
    mutating func press(_ count: Int, compares: Bool) {
        guard settle() else { return }
        for step in 0..<count {
            let bytes: String
            if random.oneIn(2) {
                let text = random.pick(Self.texts)
                pressed.append(text)
                bytes = text
            } else if !compares, random.oneIn(4) {
                // Commands of vi.
                let key = random.oneIn(3) ? "\u{1B}" : String(Character(Unicode.Scalar(UInt8(0x20 + random.number(0...0x5E)))))
                pressed.append(key)
                bytes = key
            } else {
                let key = random.pick(Self.keys)
                pressed.append(key.0)
                bytes = key.1
            }
            terminal.type(bytes)
            guard settle() else { return }
            guard let (line, cursor) = state else { return fail(step, "the probe said '\(terminal.screen.message)'") }
            let layout = Layout(line)
            // A line that comes near the height of the screen is not drawn over; and long ones are slow.
            if layout.places[layout.places.count - 1].row >= Self.rows - 3 || line.count > 180 {
                pressed.append("clear")
                terminal.press(.controlG, .controlC)
                guard settle() else { return }
                continue
            }
            if compares, let difference = difference(layout, line, cursor) {
                fail(step, difference)
                terminal.press(.controlG, .controlC)
                guard settle() else { return }
            }
        }
    }

    private mutating func fail(_ step: Int, _ what: String) {
        if differences.count < 3 { differences.append("step \(step) after \(pressed.suffix(5)): \(what)\n\(terminal.screen.text)") } else { differences.append("") }
    }

    /// Waits until the editor has read all that was sent and drawn what came of it.
    private mutating func settle() -> Bool {
        let sent = terminal.sent
        if terminal.wait(until: { $0.message.hasPrefix("\(sent);") }) { return true }
        let status = terminal.exitStatus(seconds: 1)
        fail(-1, status.map { "the editor ended with \($0)" } ?? "the editor does not answer; it said '\(terminal.screen.message)', \(sent) bytes were sent")
        return false
    }

    private var state: (line: [Unicode.Scalar], cursor: Int)? {
        let parts = terminal.screen.message.split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count == 3, let cursor = Int(parts[1]) else { return nil }
        let line = parts[2].split(separator: ",").compactMap { UInt32($0).flatMap(Unicode.Scalar.init) }
        return cursor <= line.count ? (line, cursor) : nil
    }

    // MARK: The judgement

    private struct Layout {
        struct Place: Hashable { var row, column: Int }
        /// Of each character and of the end.
        var places: [Place] = []
        var cells: [Place: Unicode.Scalar] = [:]

        init(_ line: [Unicode.Scalar]) {
            var place = Place(row: 0, column: RandomKeys.promptWidth)
            func advance(_ cells: Int) {
                place.column += cells
                if place.column >= RandomKeys.columns { place = Place(row: place.row + 1, column: 0) }
            }
            for scalar in line {
                let width = VTScreen.width(of: scalar)
                if scalar != "\n", scalar != "\t", place.column + width > RandomKeys.columns { place = Place(row: place.row + 1, column: 0) }
                places.append(place)
                switch scalar {
                case "\n": place = Place(row: place.row + 1, column: 0)
                case "\t": repeat { advance(1) } while place.column % 8 != 0
                default:
                    if width > 0 { cells[place] = scalar }
                    advance(width)
                }
            }
            places.append(place)
        }
    }

    private func difference(_ layout: Layout, _ line: [Unicode.Scalar], _ cursor: Int) -> String? {
        let screen = terminal.screen
        if let unknown = screen.unknown.first { return "the sequence \(unknown) was sent" }
        if screen.column != layout.places[cursor].column { return "the cursor stands in column \(screen.column), wanted \(layout.places[cursor].column)" }
        let top = screen.row - layout.places[cursor].row
        if top < 0 { return "the line begins above the screen" }
        let end = layout.places[line.count]
        for row in 0...end.row {
            for column in 0..<Self.columns where row > 0 || column >= Self.promptWidth {
                let cell = screen.cells[top + row][column]
                if let wanted = layout.cells[Layout.Place(row: row, column: column)] {
                    if Self.base(cell.text) != Self.base(String(Character(wanted))) { return "row \(row), column \(column) shows '\(cell.text)', wanted '\(wanted)'" }
                } else if cell.text != " ", !cell.text.isEmpty {
                    // Only a hint may stand behind the line, and it is dim.
                    if row < end.row || column < end.column || cell.style != "2" { return "row \(row), column \(column) shows '\(cell.text)', wanted nothing" }
                }
            }
        }
        let text = String(String.UnicodeScalarView(line))
        let (shown, wanted) = (Self.marks(screen, layout, top), Self.marks(text))
        if shown != wanted { return "\(shown) marks are shown, wanted \(wanted)" }
        return nil
    }

    private static func base(_ text: String) -> Unicode.Scalar? { text.unicodeScalars.first }

    private static func marks(_ screen: VTScreen, _ layout: Layout, _ top: Int) -> Int {
        layout.cells.keys.reduce(0) { $0 + marks(screen.cells[top + $1.row][$1.column].text) }
    }

    /// Marks that have something to stand on.
    private static func marks(_ text: String) -> Int {
        var count = 0
        var hasBase = false
        for scalar in text.unicodeScalars {
            if VTScreen.width(of: scalar) > 0 {
                hasBase = scalar != "\n" && scalar != "\t"
            } else if hasBase {
                count += 1
            }
        }
        return count
    }
}
