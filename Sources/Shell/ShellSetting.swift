import Engine
import Reports
import Semantics
import Session
import Tables

/// A setting of the shell: a row from which `.set`, the commands that bear a setting's name, completion and messages derive.
struct ShellSetting: Sendable {
    let name: String
    let summary: String
    /// What a value must be, for messages.
    let wanted: String
    /// Values to choose from, where they can be listed.
    let values: [String]
    let read: @Sendable (Shell) -> String
    /// False when the text is no value.
    let write: @Sendable (Shell, String) -> Bool

    private init(
        _ name: String, _ summary: String, wanted: String, values: [String] = [], read: @escaping @Sendable (Shell) -> String,
        write: @escaping @Sendable (Shell, String) -> Bool
    ) {
        self.name = name
        self.summary = summary
        self.wanted = wanted
        self.values = values
        self.read = read
        self.write = write
    }

    /// On or off.
    private init(_ name: String, _ summary: String, _ path: any WritableKeyPath<ShellSettings, Bool> & Sendable) {
        self.init(
            name, summary, wanted: "on or off", values: ["on", "off"], read: { $0.screen.settings[keyPath: path] ? "on" : "off" },
            write: { shell, text in
                guard text == "on" || text == "off" else { return false }
                shell.screen.settings[keyPath: path] = text == "on"
                return true
            })
    }

    static func named(_ name: String) -> ShellSetting? { all.first { $0.name == name } }

    static let all: [ShellSetting] = [
        ShellSetting(
            "mode", "how results are written", wanted: "a format: \(OutputFormat.shown.map(\.name).joined(separator: ", "))", values: OutputFormat.shown.map(\.name),
            read: { $0.screen.settings.format.name },
            write: { shell, text in
                guard let format = OutputFormat.shown.first(where: { $0.name == text }) else { return false }
                shell.screen.settings.format = format
                return true
            }),
        ShellSetting(
            "width", "into how many columns of the screen tables are fitted", wanted: "a number from 20 on, or auto for the terminal's own width", values: ["auto"],
            read: { shell in
                switch shell.screen.settings.width {
                case .automatic: "auto"
                case .cells(let cells): String(cells)
                }
            },
            write: { shell, text in
                if text == "auto" {
                    shell.screen.settings.width = .automatic
                    return true
                }
                guard let cells = Int(text), (20...10_000).contains(cells) else { return false }
                shell.screen.settings.width = .cells(cells)
                return true
            }),
        ShellSetting(
            "rows", "after how many rows the middle of a result is left out", wanted: "a number from 4 on, or auto for what the screen holds", values: ["auto"],
            read: { $0.screen.settings.rows.map(String.init) ?? "auto" },
            write: { shell, text in
                if text == "auto" {
                    shell.screen.settings.rows = nil
                    return true
                }
                guard let rows = Int(text), rows >= 4 else { return false }
                shell.screen.settings.rows = rows
                return true
            }),
        ShellSetting(
            "missing", "what stands for a missing value", wanted: "a text", read: { $0.screen.settings.missing },
            write: { shell, text in
                shell.screen.settings.missing = text
                return true
            }),
        ShellSetting("counts", "ratios with the two numbers behind them", \.showsCounts),
        ShellSetting("timing", "says how long each statement took, and the most memory so far", \.showsTime),
        ShellSetting("pager", "long results open the pager by themselves", \.pages),
        ShellSetting(
            "theme", "the colours", wanted: "one of \(ShellSettings.Theme.allCases.map(\.rawValue).joined(separator: ", "))",
            values: ShellSettings.Theme.allCases.map(\.rawValue), read: { $0.screen.settings.theme.rawValue },
            write: { shell, text in
                guard let theme = ShellSettings.Theme(rawValue: text) else { return false }
                shell.screen.settings.theme = theme
                return true
            }),
        ShellSetting(
            "locale", "how numbers and dates look: vi 1.234,5 · C 1234.5", wanted: "vi or C", values: NumberStyle.allCases.map(\.rawValue),
            read: { $0.screen.settings.style.rawValue },
            write: { shell, text in
                guard let style = NumberStyle(rawValue: text) else { return false }
                shell.screen.settings.style = style
                shell.session.options.display = DisplayText(style: style, zone: shell.session.options.display.zone)
                return true
            }),
        ShellSetting(
            "lang", "the language of motcua's own words", wanted: "en or vi", values: Language.allCases.map(\.rawValue),
            read: { $0.screen.settings.language.rawValue },
            write: { shell, text in
                guard let language = Language(rawValue: text) else { return false }
                shell.screen.settings.language = language
                return true
            }),
        ShellSetting(
            "memory", "how much memory queries may use", wanted: "a size from \(MemorySize.option(MemorySize.least)) on, such as 512M or 4G",
            read: { MemorySize.option($0.session.options.memory.limit) },
            write: { shell, text in
                guard let size = MemorySize.bytes(text), size >= MemorySize.least else { return false }
                shell.session.options.memory.limit = size
                FreedMemory.keep(underLimit: size)
                return true
            }),
        ShellSetting(
            "as_of", "the day that open deadlines and @today hang on", wanted: "a day such as 2019-06-30", read: { CivilDate(days: $0.session.day).text },
            write: { shell, text in
                guard let period = Period(name: text.hasPrefix("@") ? String(text.dropFirst()) : text), period.first == period.last else { return false }
                shell.session.setDay(period.first)
                return true
            }),
    ]
}
