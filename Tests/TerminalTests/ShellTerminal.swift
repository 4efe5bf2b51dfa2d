import Glibc
import Support

/// The shell at a terminal, on a small world and with a home of its own.
struct ShellTerminal {
    let terminal: Terminal
    let home: TemporaryFolder

    static let smallWorld = "\(ProjectFolder.path)/Tests/Scripts/worlds/small"

    /// - Parameter home: that of an earlier shell, to find what it has left behind.
    init(
        _ arguments: [String] = [smallWorld], home: TemporaryFolder = TemporaryFolder(), environment: [String] = [], columns: Int = 80, rows: Int = 24
    ) throws {
        self.home = home
        terminal = try Terminal(
            [Program.path] + arguments, environment: ["HOME=\(home.path)", "XDG_STATE_HOME=\(home.path)/state"] + environment, columns: columns, rows: rows)
        guard terminal.wait(until: { $0.isReady }) else { throw Terminal.Failure("the shell does not come up:\n\(terminal.screen.text)") }
    }

    var screen: VTScreen { terminal.screen }
    var historyPath: String { "\(home.path)/state/motcua/history" }

    func type(_ text: String) { terminal.type(text) }
    func press(_ keys: TerminalKey...) { for key in keys { terminal.type(key.bytes) } }

    /// Waits until the screen shows a text.
    func shows(_ text: String, seconds: Double = 60) -> Bool { terminal.wait(seconds: seconds) { $0.text.contains(text) } }

    /// Waits until the line of the prompt is this, and nothing else is on that row.
    func hasLine(_ line: String) -> Bool { terminal.wait { $0.lines.contains(line.isEmpty ? "motcua>" : "motcua> \(line)") } }

    /// Presses Enter and waits until the shell is ready for the next input.
    func submit(seconds: Double = 60) -> Bool { ready(after: .enter, seconds: seconds) }

    /// Presses Ctrl-C and waits for a new line.
    func cancel() -> Bool {
        let before = screen.position
        press(.controlC)
        return terminal.wait { $0.isReady && $0.position > before }
    }

    private func ready(after key: TerminalKey, seconds: Double) -> Bool {
        // Until the prompt stands further down than it does now; what was sent before is drawn by then.
        _ = terminal.wait(seconds: seconds) { !$0.isReady }
        let before = screen.position
        press(key)
        return terminal.wait(seconds: seconds) { $0.isReady && $0.position > before }
    }

    /// Types, presses Enter, and when the shell is ready again looks for what it should show.
    func run(_ text: String, shows wanted: String) -> Bool {
        type(text)
        // Keys before these may still be at work: a prompt of theirs would be taken for the one after Enter.
        if !text.contains("\n"), text.count < 60 {
            guard terminal.wait(until: { $0.line($0.row).contains(text) }) else { return false }
        }
        return submit() && screen.text.contains(wanted)
    }

    /// Leaves with Ctrl-D at an empty line.
    func leave() -> Int32? {
        _ = cancel()
        press(.controlD)
        return terminal.exitStatus()
    }
}

extension VTScreen {
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    /// Whether an empty line waits for input.
    var isReady: Bool { isPasteBracketed && line(row) == "motcua>" && column == 8 }
    /// The row of the cursor, counted from the first that was ever on the screen.
    var position: Int { scrolledOff.count + row }
    /// Rows counted from the first that was ever on the screen.
    func rows(_ range: Range<Int>) -> [String] { Array((scrolledOff + (0..<rows).map(line))[range]) }
    var styledLines: [String] { (0..<rows).map(styled) }
}
