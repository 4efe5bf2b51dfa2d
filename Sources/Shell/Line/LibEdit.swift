@preconcurrency import CLibEdit
import Glibc

/// What libedit asks of whoever stands before it.
protocol LibEditClient: AnyObject {
    /// The next character that libedit should act on; `nil` at the end of input. Called when the screen shows the line as it is.
    func nextCharacter() -> Unicode.Scalar?
    /// Makes the change that `LibEdit.changeSign` announced.
    func makeChange() -> LibEdit.Effect
    /// Asked for by a key of vi's command mode, which only libedit knows.
    func beginSearch()
}

/// libedit's line: the text being typed, its place on the terminal, the key maps and vi mode.
///
/// libedit is asked for what it does well: it keeps terminal modes, draws the least that has to be drawn, and knows vi. What it does not know
/// (keys of several bytes with a time limit, graphemes, pasting, menus) is done before it, in the function that it reads characters from:
/// keys become changes of the line, which run when libedit meets a sign of ours, so that it draws what they did.
/// Only this file knows the library. One line editor a process, on the main thread, because the terminal is one.
final class LibEdit {
    /// What a change did, which tells libedit what to draw.
    enum Effect: UInt8 {
        /// Nothing to draw.
        case none = 0
        case end = 2
        case changed = 4
        case moved = 5
    }

    /// Stands for a change that the client will make.
    static let changeSign = Unicode.Scalar(0x1F as UInt8)
    /// Ends the line and gives it back.
    static let acceptSign = Unicode.Scalar(0x1E as UInt8)
    static let clearSign = Unicode.Scalar(0x0C as UInt8)
    static let escapeSign = Unicode.Scalar(0x1B as UInt8)

    private let editor: OpaquePointer
    private let history: OpaquePointer?
    /// Names and descriptions of our commands, as libedit keeps them.
    private let commandTexts = ["motcua-change", "a change made by the shell", "motcua-search", "looks for an earlier input"].map(LibEdit.kept)
    private weak var client: (any LibEditClient)?
    /// Read by libedit at each drawing.
    private var prompt: UnsafeMutablePointer<wchar_t>
    /// Whether `~/.editrc` asks for vi keys.
    let isVi: Bool

    /// - Parameter prompt: with its escape sequences between U+0001, each before a visible character.
    /// - Returns: `nil` when libedit will not edit on this terminal.
    init?(prompt: String) {
        LibEdit.adoptLocale()
        guard let editor = libedit_init("motcua") else { return nil }
        self.editor = editor
        self.prompt = LibEdit.kept(prompt)
        history = history_winit()
        // libedit starts with vi keys on some systems; ~/.editrc may then ask for them.
        _ = LibEdit.withWide("emacs") { libedit_set_editor(editor, $0) }
        // It would send signals to the whole process group.
        _ = libedit_set_signals(editor, 0)
        if let history {
            _ = libedit_set_history_size(history, Int32(HistoryStore.loaded))
            _ = libedit_set_history(editor, history)
        }
        _ = el_source(editor, nil)
        isVi = libedit_is_vi(editor) != 0
        guard libedit_may_edit(editor) == 1 else {
            el_end(editor)
            return nil
        }
        _ = libedit_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
        _ = libedit_set_prompt(editor, { LibEdit.of($0)?.prompt }, 1)
        _ = libedit_set_reader(editor, { LibEdit.of($0)?.read(into: $1) ?? 0 })
        _ = libedit_add_command(editor, commandTexts[0], commandTexts[1]) { editor, _ in
            (LibEdit.of(editor)?.client?.makeChange() ?? .none).rawValue
        }
        _ = libedit_add_command(editor, commandTexts[2], commandTexts[3]) { editor, _ in
            LibEdit.of(editor)?.client?.beginSearch()
            return Effect.none.rawValue
        }
        // After ~/.editrc, since a change of mode there resets the maps; in vi's other map too.
        for (key, command) in [("^_", "motcua-change"), ("^^", "ed-newline"), ("^L", "ed-clear-screen")] { bind(key, command) }
        // Commands of vi that ask for a line of their own in the middle of this one: searching is ours, the others are not wanted here.
        for (key, command) in [("/", "motcua-search"), ("?", "motcua-search"), (":", "ed-unassigned"), ("@", "ed-unassigned"), ("v", "ed-unassigned")] where isVi {
            LibEdit.withWide(key) { key in LibEdit.withWide(command) { _ = libedit_bind_alternative(editor, key, $0) } }
        }
        // While a line is typed, Ctrl-C, Ctrl-Z and Ctrl-\ are keys like others, and Ctrl-S does not freeze the screen.
        // Between two lines nothing is shown, and the terminal keeps the bytes as they are: Ctrl-D is to be read by the next line and not by it.
        for (mode, flag) in [("-d", "-isig"), ("-d", "-ixon"), ("-x", "-icanon"), ("-x", "-echo")] {
            _ = LibEdit.withWide(mode) { mode in LibEdit.withWide(flag) { libedit_set_tty(editor, mode, $0) } }
        }
    }

    deinit {
        el_end(editor)
        if let history { history_wend(history) }
        prompt.deallocate()
        for text in commandTexts { text.deallocate() }
    }

    func attach(_ client: any LibEditClient) { self.client = client }

    // MARK: The line

    /// Edits one line until it is accepted; `nil` when it ended otherwise.
    func edit() -> [Unicode.Scalar]? {
        var count: Int32 = 0
        guard let line = el_wgets(editor, &count), count > 0 else { return nil }
        var scalars = (0..<Int(count)).map { LibEdit.scalar(line[$0]) }
        if scalars.last == "\n" { scalars.removeLast() }
        return scalars
    }

    var line: EditedLine {
        guard let line = el_wline(editor)?.pointee, let start = line.buffer, let end = line.lastchar, let cursor = line.cursor else { return EditedLine() }
        let scalars = UnsafeBufferPointer(start: start, count: end - start).map(LibEdit.scalar)
        // In vi's command mode the cursor of an empty line may stand before its start.
        return EditedLine(scalars, cursor: max(0, min(cursor - start, scalars.count)))
    }

    /// Makes the line another one, touching only what differs.
    func replace(_ old: EditedLine, by new: EditedLine) {
        let (before, after) = (old.scalars, new.scalars)
        var start = 0
        while start < before.count, start < after.count, before[start] == after[start] { start += 1 }
        var tail = 0
        while tail < before.count - start, tail < after.count - start, before[before.count - 1 - tail] == after[after.count - 1 - tail] { tail += 1 }
        move(to: before.count - tail)
        if before.count - tail > start { el_deletestr(editor, Int32(before.count - tail - start)) }
        if after.count - tail > start { insert(after[start..<(after.count - tail)]) }
        move(to: new.cursor)
    }

    private func move(to place: Int) { _ = el_cursor(editor, Int32(place - line.cursor)) }

    private func insert(_ scalars: ArraySlice<Unicode.Scalar>) {
        let wide = scalars.map { wchar_t($0.value) } + [0]
        _ = wide.withUnsafeBufferPointer { el_winsertstr(editor, $0.baseAddress) }
    }

    // MARK: The terminal

    /// Raw for editing, or as the user has it.
    func prepareTerminal(forEditing: Bool) { _ = libedit_prepare_terminal(editor, forEditing ? 1 : 0) }

    /// Draws prompt and line where the cursor stands, at the start of a row.
    func redraw() { _ = libedit_refresh(editor) }

    /// Takes notice of the terminal's new size.
    func adoptSize() { el_resize(editor) }

    /// Cells that libedit takes a character for; -1 for one that it writes as a code.
    static func width(of scalar: Unicode.Scalar) -> Int { Int(wcwidth(wchar_t(scalar.value))) }

    /// For the commands of vi mode that go through what was typed before.
    func remember(_ text: String) {
        guard let history else { return }
        _ = LibEdit.withWide(text) { libedit_remember(history, $0) }
    }

    // MARK: C

    /// libedit keeps some texts by their address.
    private static func kept(_ text: String) -> UnsafeMutablePointer<wchar_t> {
        let scalars = Array(text.unicodeScalars)
        let pointer = UnsafeMutablePointer<wchar_t>.allocate(capacity: scalars.count + 1)
        for (index, scalar) in scalars.enumerated() { pointer[index] = wchar_t(scalar.value) }
        pointer[scalars.count] = 0
        return pointer
    }

    private static func withWide<Result>(_ text: String, _ body: (UnsafePointer<wchar_t>?) -> Result) -> Result {
        let wide = text.unicodeScalars.map { wchar_t($0.value) } + [0]
        return wide.withUnsafeBufferPointer { body($0.baseAddress) }
    }

    private static func scalar(_ wide: wchar_t) -> Unicode.Scalar { Unicode.Scalar(UInt32(truncatingIfNeeded: wide)) ?? "\u{FFFD}" }

    private static func of(_ editor: OpaquePointer?) -> LibEdit? {
        guard let editor, let client = libedit_client(editor) else { return nil }
        return Unmanaged<LibEdit>.fromOpaque(client).takeUnretainedValue()
    }

    private func bind(_ key: String, _ command: String) {
        LibEdit.withWide(key) { key in
            LibEdit.withWide(command) { command in
                _ = libedit_bind(editor, key, command)
                _ = libedit_bind_alternative(editor, key, command)
            }
        }
    }

    private func read(into character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        guard let scalar = client?.nextCharacter() else { return 0 }
        character?.pointee = wchar_t(scalar.value)
        return 1
    }

    /// Characters outside ASCII would be dropped in a locale that has none, as `LC_ALL=C`; the text of the shell is UTF-8 anyhow.
    private static func adoptLocale() {
        setlocale(LC_ALL, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
        // Numbers are read and written by our own tables, and by those of the C library as in C.
        setlocale(LC_NUMERIC, "C")
    }
}
