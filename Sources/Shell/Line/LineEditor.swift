import Characters
import Diagnostics
import Glibc

/// The line editor of the interactive shell: one statement at a time, over as many rows as it takes.
///
/// It stands before libedit, in the function that libedit reads characters from. There it draws its decoration, waits for a key or an event, and turns
/// the key into a change of the line. A change is made only when libedit asks for it (`makeChange`), so that libedit draws what it did; nothing that is
/// only looked at (a menu, a hint, a remark) touches the line at all.
package final class LineEditor: LibEditClient {
    package enum Outcome: Equatable {
        case input(String)
        /// Ctrl-C: the line is thrown away.
        case interrupted
        /// Ctrl-D, or the terminal is gone.
        case end
    }

    /// How much the editor draws.
    package struct Style: Sendable {
        package var hasColour: Bool
        /// False for readers of the screen: no colours, no menus below the line, no hints; what there is to choose is printed.
        package var isDecorated: Bool
        package init(hasColour: Bool, isDecorated: Bool) {
            self.hasColour = hasColour
            self.isDecorated = isDecorated
        }
    }

    private let libEdit: LibEdit
    private let events: EventPipe
    /// Another one when the session is another.
    package var advisor: any LineAdvisor
    private let style: Style
    private let painter: Painter
    private let promptWidth: Int
    private let output = TerminalOutput()
    private var input: TerminalInput
    private let bindings = KeyBindings.ofUser
    package private(set) var history: InputHistory

    // What holds for the line at hand.

    /// Characters for libedit before another key is read: the second half of a key of vi's or emacs' own.
    private var queued: [Unicode.Scalar] = []
    private var pendingChange: (() -> LibEdit.Effect)?
    private var isInterrupted = false
    private var hasEnded = false
    private var startText: String?
    private var menu: CompletionMenu?
    private var search: HistorySearch?
    private var removed: [Unicode.Scalar] = []
    private var undo = UndoStack()
    /// After Ctrl-X, which waits for a second key.
    private var isAfterPrefix = false
    /// Which way Tab goes once the choices are known; `nil` when nobody waits for them.
    private var awaitedStep: Int?
    /// Until when keys wait for the choices, in milliseconds of the clock.
    private var awaitedUntil = 0
    /// What Right brings into an empty line.
    private var offer: String?

    // What is on the screen.

    private var drawn = Painter.Decoration()
    /// Whether something has changed since the last drawing.
    private var needsDrawing = true
    private var asked: LineQuestion?
    private var answer: LineAnswer?

    /// Sees the line and what has been read each time the editor has drawn everything and waits: for tests.
    package var observer: ((EditedLine, _ consumedBytes: Int) -> Void)?

    /// - Returns: `nil` when the terminal cannot be edited on.
    package init?(prompt: String, style: Style, events: EventPipe, advisor: any LineAdvisor, history: InputHistory = InputHistory()) {
        let shown = style.hasColour ? "\u{1}\u{1B}[1m\u{1}\(prompt.dropLast())\u{1}\u{1B}[0m\u{1}\(prompt.suffix(1))" : prompt
        guard let libEdit = LibEdit(prompt: shown) else { return nil }
        self.libEdit = libEdit
        self.events = events
        self.advisor = advisor
        self.style = style
        self.history = history
        painter = Painter(hasColour: style.hasColour, width: LibEdit.width(of:))
        promptWidth = DisplayWidth.of(prompt)
        input = TerminalInput(descriptor: STDIN_FILENO)
        libEdit.attach(self)
        // The walk through the past is our own; vi's commands look at libedit's.
        if libEdit.isVi { for text in history.inputs { libEdit.remember(text) } }
    }

    /// Lets the user type until Enter gives an input, Ctrl-C throws it away or Ctrl-D ends it.
    /// - Parameters:
    ///   - start: what stands in the line at the beginning.
    ///   - offer: what Right brings into it as long as it is empty.
    package func read(startingWith start: String? = nil, offering offer: String? = nil) -> Outcome {
        isInterrupted = false
        menu = nil
        search = nil
        isAfterPrefix = false
        awaitedStep = nil
        undo = UndoStack()
        history.endWalk()
        drawn = Painter.Decoration()
        needsDrawing = true
        startText = start
        self.offer = offer
        // Before the prompt: libedit does it after, and a key in between would be shown by the terminal itself.
        libEdit.prepareTerminal(forEditing: true)
        output.write(Self.pasteOn)
        defer { output.write(Self.pasteOff) }
        guard let scalars = libEdit.edit() else { return isInterrupted ? .interrupted : .end }
        return .input(EditedLine(scalars).text)
    }

    /// Takes an input up among those that Up brings back.
    package func remember(_ input: String) {
        history.add(input)
        if libEdit.isVi { libEdit.remember(input) }
    }

    /// Milliseconds that keys wait for the choices of Tab. Those come at once but from a disk that sleeps.
    private static let longestWait = 2_000

    private static let pasteOn = "\u{1B}[?2004h"
    private static let pasteOff = "\u{1B}[?2004l"

    // MARK: The pump

    func nextCharacter() -> Unicode.Scalar? {
        if !queued.isEmpty { return queued.removeFirst() }
        if let start = startText {
            startText = nil
            return change { _ in EditedLine(Composer.pasted(start)) }
        }
        while true {
            if needsDrawing, !input.isPending {
                draw()
                needsDrawing = false
                if !input.isPending { observer?(libEdit.line, input.consumed) }
            }
            if awaitedStep != nil, case let left = awaitedUntil - Clock.milliseconds(), left > 0 {
                // Keys behind Tab are for the line as Tab makes it.
                _ = events.wait(milliseconds: left)
                if let sign = handleEvents() { return sign }
                if hasEnded { return nil }
                continue
            }
            let (hasEvent, hasInput) = input.isPending ? (events.wait(milliseconds: 0).hasEvent, true) : events.wait(alsoFor: STDIN_FILENO)
            if hasEvent, let sign = handleEvents() { return sign }
            if hasEnded { return nil }
            guard hasInput else { continue }
            guard let key = input.next() else {
                if input.isAtEnd { return nil }
                continue
            }
            erase()
            needsDrawing = true
            if let sign = handle(key) { return sign }
        }
    }

    func beginSearch() { _ = startSearch(libEdit.line) }

    func makeChange() -> LibEdit.Effect {
        let change = pendingChange
        pendingChange = nil
        return change?() ?? .none
    }

    private func handleEvents() -> Unicode.Scalar? {
        let taken = events.take()
        if taken.contains(.end) {
            hasEnded = true
            return nil
        }
        if taken.contains(.resume) {
            libEdit.prepareTerminal(forEditing: false)
            libEdit.prepareTerminal(forEditing: true)
            output.write(Self.pasteOn)
            redrawInPlace()
        }
        if taken.contains(.resize) { redrawInPlace() }
        if taken.contains(.answer), let new = advisor.takeAnswer() {
            erase()
            needsDrawing = true
            if let sign = take(new) { return sign }
        }
        return taken.contains(.interrupt) ? handle(.control("c")) : nil
    }

    /// Draws the line anew in a terminal that may have another size.
    private func redrawInPlace() {
        let line = libEdit.line
        output.write(painter.cleared(from: layout(of: line).place(of: line.cursor)))
        drawn = Painter.Decoration()
        needsDrawing = true
        libEdit.adoptSize()
        libEdit.redraw()
    }

    // MARK: Drawing

    private var screen: Painter.Screen {
        let size = StandardStreams.terminalSize
        return Painter.Screen(rows: size?.rows ?? 24, columns: size?.columns ?? 80)
    }

    private func layout(of line: EditedLine) -> InputLayout {
        InputLayout(line.scalars, promptWidth: promptWidth, columns: screen.columns, width: LibEdit.width(of:))
    }

    private func draw() {
        guard style.isDecorated else { return }
        let (line, screen) = (libEdit.line, screen)
        let layout = layout(of: line)
        let room = Painter.roomBelow(layout, screen)
        guard room > 0 else { return }
        askForRemarks(line)
        var decoration = Painter.Decoration()
        let remarks = answer?.question.text == line.text ? answer : nil
        let mistakes = remarks?.mistakes.filter { !isBeingTyped($0, line) } ?? []
        if style.hasColour {
            decoration.styles = Highlighter.styles(of: line, mistakes: mistakes.filter(\.isName).map(\.span))
        } else if line.scalars.contains(where: Composer.isMark) {
            // libedit loses marks that have joined no letter.
            decoration.styles = [TextStyle](repeating: .plain, count: line.scalars.count)
        }
        if let search {
            decoration.below = search.rows(columns: screen.columns, at: room)
        } else if let menu {
            decoration.below = menu.rows(columns: screen.columns, at: room)
        } else {
            if style.hasColour { decoration.hint = painter.fitting(hint(line), layout, screen) }
            if let first = mistakes.first { decoration.below = [MenuRow(text: first.message, isMistake: true)] }
        }
        output.write(painter.painted(line, layout, decoration, screen))
        drawn = decoration
    }

    private func erase() {
        let line = libEdit.line
        output.write(painter.erased(line, layout(of: line), drawn))
        drawn.hint = ""
        drawn.below = []
    }

    /// Nobody wants to hear that half a word is none.
    private func isBeingTyped(_ mistake: LineAnswer.Mistake, _ line: EditedLine) -> Bool {
        let cursor = line.utf8Cursor
        return mistake.span.start <= cursor && cursor <= mistake.span.end
    }

    private func hint(_ line: EditedLine) -> String {
        if line.isEmpty, let offer { return offer }
        guard line.isAtEnd, !line.isBlank, menu == nil, !history.isWalking else { return "" }
        let text = line.text
        if let rest = history.continuation(of: text) { return rest }
        return answer?.question.text == text ? answer?.hint ?? "" : ""
    }

    private func askForRemarks(_ line: EditedLine) {
        let question = LineQuestion(kind: .remarks, text: line.text, cursor: line.utf8Cursor)
        guard asked != question, awaitedStep == nil else { return }
        asked = question
        if line.isBlank {
            answer = nil
            return
        }
        advisor.ask(question)
        advisor.awaitAnswer()
        if let new = advisor.takeAnswer(), new.question.kind == .remarks { answer = new }
    }

    // MARK: Keys

    /// A sign for libedit, or `nil` when the key was all ours and there is nothing for libedit to draw.
    private func handle(_ key: Key) -> Unicode.Scalar? {
        if isAfterPrefix {
            isAfterPrefix = false
            return key == .control("e") || key == .text("e") ? editOutside() : nil
        }
        if let text = bindings.texts[key], search == nil {
            closeMenu()
            awaitedStep = nil
            return change { $0.with { $0.insert(Composer.cleaned(text)) } }
        }
        let command = bindings.unbound.contains(key) ? nil : bindings.commands[key] ?? EditCommand.of(key, isVi: libEdit.isVi)
        if search != nil { return handleInSearch(key, command) }
        if menu != nil, let step = menuStep(command) { return choose(step) }
        // What was chosen stands in the line; Enter is for it alone.
        if command == .accept, menu?.chosen != nil {
            menu = nil
            return nil
        }
        awaitedStep = nil
        if let command { return perform(command) }
        switch key {
        case .text(let scalar): return type(scalar)
        case .paste(let text):
            closeMenu()
            return change(isTyping: false) { line in
                var result = line
                result.insert(Composer.pasted(text))
                return result
            }
        case .escape:
            closeMenu()
            return libEdit.isVi ? LibEdit.escapeSign : nil
        // In vi mode Escape and a letter in a hurry; in emacs mode what libedit does with the case of words.
        case .alt(let scalar) where libEdit.isVi || scalar == "u" || scalar == "l" || scalar == "c":
            closeMenu()
            queued = [scalar]
            return LibEdit.escapeSign
        default: return nil
        }
    }

    private func type(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        history.endWalk()
        // In vi's command mode a letter is a command, which only libedit knows.
        if libEdit.isVi, !Composer.isMark(scalar) {
            closeMenu()
            return scalar
        }
        // After a choice a letter begins something else.
        let isNarrowing = menu != nil && menu?.chosen == nil && (scalar.properties.isAlphabetic || scalar == "_" || scalar.properties.numericType != nil || Composer.isMark(scalar))
        menu = nil
        let sign = change { Composer.insert(scalar, into: $0) }
        if isNarrowing { refilter() }
        return sign
    }

    private func perform(_ command: EditCommand) -> Unicode.Scalar? {
        let line = libEdit.line
        if command != .complete, command != .completeBack { closeMenu() }
        if ![.up, .down, .older, .newer].contains(command) { history.endWalk() }
        switch command {
        case .accept: return accept(line)
        case .breakRow: return change { $0.with { $0.breakRow() } }
        case .left: return move(to: line.preceding)
        case .right: return line.isAtEnd ? acceptHint(wholly: true) : move(to: line.following)
        case .wordLeft: return move(to: line.wordStart)
        case .wordRight: return line.isAtEnd ? acceptHint(wholly: false) : move(to: line.wordEnd)
        case .rowStart: return move(to: line.rowStart)
        case .rowEnd: return line.isAtEnd ? acceptHint(wholly: true) : move(to: line.rowEnd)
        case .first: return move(to: 0)
        case .last: return move(to: line.scalars.count)
        case .up, .down:
            let step = command == .up ? -1 : 1
            if !history.isWalking, let place = line.place(rowsBelow: step) { return move(to: place) }
            return walk(step, line)
        case .older: return walk(-1, line)
        case .newer: return walk(1, line)
        case .eraseBack: return erase(line.preceding..<line.cursor)
        case .eraseOn: return erase(line.cursor..<line.following)
        case .endOrErase: return line.isEmpty ? change(to: .end) : erase(line.cursor..<line.following)
        case .eraseWordBack: return kill(line.wordStart..<line.cursor)
        case .eraseWordOn: return kill(line.cursor..<line.wordEnd)
        case .eraseChunkBack: return kill(line.chunkStart..<line.cursor)
        case .eraseToRowStart: return kill(line.rowStart..<line.cursor)
        // At the end of a row what is left to take is its end.
        case .eraseToRowEnd: return kill(line.cursor..<(line.cursor == line.rowEnd ? line.following : line.rowEnd))
        case .putBack:
            let removed = removed
            return change { $0.with { $0.insert(removed) } }
        case .transpose: return change { $0.with { $0.transpose() } }
        case .undo:
            guard let before = undo.pop() else { return nil }
            return change(isUndoing: true) { _ in before }
        case .complete: return askForChoices(1)
        case .completeBack: return askForChoices(-1)
        case .search: return startSearch(line)
        case .leave: return nil
        case .cancel: return cancel(line)
        case .suspend: return suspend()
        case .clearScreen: return LibEdit.clearSign
        case .prefix:
            isAfterPrefix = true
            return nil
        }
    }

    // MARK: Changes

    /// Announces a change of the line.
    private func change(isTyping: Bool = true, isUndoing: Bool = false, _ body: @escaping (EditedLine) -> EditedLine) -> Unicode.Scalar {
        pendingChange = { [self] in
            let old = libEdit.line
            let new = body(old)
            if new == old { return .none }
            if !isUndoing, new.scalars != old.scalars { undo.push(old, before: new) }
            libEdit.replace(old, by: new)
            return .changed
        }
        return LibEdit.changeSign
    }

    private func change(to effect: LibEdit.Effect) -> Unicode.Scalar {
        pendingChange = { effect }
        return LibEdit.changeSign
    }

    private func move(to place: Int) -> Unicode.Scalar? {
        pendingChange = { [self] in
            let old = libEdit.line
            libEdit.replace(old, by: old.with { $0.move(to: place) })
            return .moved
        }
        return LibEdit.changeSign
    }

    private func erase(_ range: Range<Int>) -> Unicode.Scalar? {
        if range.isEmpty { return nil }
        return change { $0.with { _ = $0.cut(range) } }
    }

    private func kill(_ range: Range<Int>) -> Unicode.Scalar? {
        if range.isEmpty { return nil }
        return change { [self] line in line.with { removed = $0.cut(range) } }
    }

    private func walk(_ step: Int, _ line: EditedLine) -> Unicode.Scalar? {
        guard let found = history.step(step, from: line) else { return nil }
        return change { _ in found }
    }

    // MARK: Enter, Ctrl-C, Ctrl-Z

    private func accept(_ line: EditedLine) -> Unicode.Scalar? {
        let isCommand = (line.scalars.first == "." || line.scalars.first == "?") && line.isInFirstRow && line.isInLastRow
        if line.isBlank || isCommand || line.isInEmptyLastRow || advisor.isComplete(line.text) {
            // libedit's own Enter, which leaves the cursor below the whole line.
            return LibEdit.acceptSign
        }
        return change { $0.with { $0.breakRow() } }
    }

    private func cancel(_ line: EditedLine) -> Unicode.Scalar? {
        pendingChange = { [self] in
            output.write(painter.belowLine(line, layout(of: line)) + "^C\r\n")
            isInterrupted = true
            return .end
        }
        return LibEdit.changeSign
    }

    /// Leaves the terminal to somebody else for a while, below the line; then draws the line again.
    private func lendTerminal(_ body: @escaping () -> Void) -> Unicode.Scalar? {
        pendingChange = { [self] in
            let line = libEdit.line
            output.write(painter.belowLine(line, layout(of: line)) + "\r\n" + Self.pasteOff)
            libEdit.prepareTerminal(forEditing: false)
            body()
            libEdit.prepareTerminal(forEditing: true)
            output.write(Self.pasteOn)
            libEdit.adoptSize()
            libEdit.redraw()
            return .none
        }
        return LibEdit.changeSign
    }

    private func suspend() -> Unicode.Scalar? {
        // The whole job, as the terminal's own Ctrl-Z does.
        lendTerminal { KeyboardOwner.lend(to: .program) { _ = Glibc.kill(0, SIGTSTP) } }
    }

    private func editOutside() -> Unicode.Scalar? {
        lendTerminal { [self] in
            let old = libEdit.line
            guard let text = ExternalEditor.edit(old.text) else { return }
            undo.push(old, before: EditedLine())
            libEdit.replace(old, by: EditedLine(Composer.pasted(text)))
        }
    }

    // MARK: Hints and choices

    private func acceptHint(wholly: Bool) -> Unicode.Scalar? {
        let line = libEdit.line
        // Elsewhere nobody could have seen it.
        guard style.isDecorated && style.hasColour || line.isEmpty else { return nil }
        let hint = hint(line)
        guard !hint.isEmpty else { return nil }
        return change { line in
            var whole = line
            whole.insert(Array(hint.unicodeScalars))
            if wholly { return whole }
            var next = whole
            next.move(to: line.cursor)
            return EditedLine(Array(whole.scalars[..<next.wordEnd]))
        }
    }

    private func closeMenu() { menu = nil }

    /// Which way a key goes in an open menu; `nil` for a key that leaves it, 0 for one that takes back the choice.
    private func menuStep(_ command: EditCommand?) -> Int? {
        switch command {
        case .complete: 1
        case .completeBack: -1
        case .down where menu?.chosen != nil: 1
        case .up where menu?.chosen != nil: -1
        case .leave: 0
        default: nil
        }
    }

    private func choose(_ step: Int) -> Unicode.Scalar? {
        guard let open = menu else { return nil }
        if step == 0 {
            menu = nil
            return change { open.line($0, with: open.typed) }
        }
        var next = open
        next.step(step)
        menu = next
        return change { open.line($0, with: next.current) }
    }

    private func askForChoices(_ step: Int) -> Unicode.Scalar? {
        let line = libEdit.line
        // Where nothing but space stands before the cursor of a row, Tab indents.
        if !line.isInFirstRow, line.scalars[line.rowStart..<line.cursor].allSatisfy({ $0 == " " }) { return change { $0.with { $0.insert([" ", " "]) } } }
        awaitedStep = step
        awaitedUntil = Clock.milliseconds() + Self.longestWait
        asked = nil
        advisor.ask(LineQuestion(kind: .completion, text: line.text, cursor: line.utf8Cursor))
        advisor.awaitAnswer()
        return advisor.takeAnswer().flatMap(take)
    }

    /// After a letter typed in an open menu: what is left of it.
    private func refilter() {
        let make = pendingChange
        pendingChange = { [self] in
            let effect = make?() ?? .none
            let line = libEdit.line
            awaitedStep = 0
            advisor.ask(LineQuestion(kind: .completion, text: line.text, cursor: line.utf8Cursor))
            advisor.awaitAnswer()
            if let new = advisor.takeAnswer() { _ = take(new) }
            return effect
        }
    }

    private func take(_ new: LineAnswer) -> Unicode.Scalar? {
        guard new.question.kind == .completion else {
            answer = new
            return nil
        }
        let line = libEdit.line
        guard let step = awaitedStep, let completion = new.completion, new.question.text == line.text, new.question.cursor == line.utf8Cursor else { return nil }
        awaitedStep = nil
        return offer(completion, step, line)
    }

    /// One choice is taken at once; of several, what they have in common, and the menu.
    private func offer(_ completion: Completion, _ step: Int, _ line: EditedLine) -> Unicode.Scalar? {
        let range = line.place(ofUTF8: completion.replaced.lowerBound)..<line.place(ofUTF8: completion.replaced.upperBound)
        let typed = Array(line.scalars[range])
        guard let first = completion.candidates.first else { return nil }
        let made = CompletionMenu(completion.candidates, replacing: range, of: line)
        // A menu that is open while somebody types only grows smaller.
        if step == 0 {
            menu = made
            return nil
        }
        if completion.candidates.count == 1 {
            let text = Array(first.text.unicodeScalars)
            return text == typed ? nil : change { $0.with { $0.replace(range, with: text) } }
        }
        if !style.isDecorated { return list(completion.candidates) }
        guard let common = CompletionMenu.commonStart(of: completion.candidates, after: typed) else {
            menu = made
            return nil
        }
        let longer = line.with { $0.replace(range, with: common) }
        menu = CompletionMenu(completion.candidates, replacing: range.lowerBound..<range.lowerBound + common.count, of: longer)
        return change { _ in longer }
    }

    /// The choices as numbered lines, for a screen that is read aloud.
    private func list(_ candidates: [Candidate]) -> Unicode.Scalar? {
        let screen = screen
        let lines = candidates.prefix(20).enumerated().map { number, candidate in
            let parts = [candidate.label, candidate.type, candidate.summary].filter { !$0.isEmpty }.map { DisplayWidth.visible($0) }
            return DisplayWidth.truncated("\(number + 1). " + parts.joined(separator: ", "), to: screen.columns)
        }
        return lendTerminal { [output] in
            output.write((lines + (candidates.count > 20 ? ["and \(candidates.count - 20) more"] : [])).map { $0 + "\r\n" }.joined())
        }
    }

    // MARK: Search

    private func startSearch(_ line: EditedLine) -> Unicode.Scalar? {
        guard style.isDecorated, Painter.roomBelow(layout(of: line), screen) > 1 else {
            let folded = Folding.fold(line.text)
            guard let found = history.olderContaining({ Folding.fold($0).contains(folded) }, than: line) else { return nil }
            return change { _ in found }
        }
        var search = HistorySearch()
        // What is typed goes on behind it, wherever the cursor stood.
        search.setPattern(EditedLine(line.text), in: history)
        self.search = search
        return nil
    }

    private func handleInSearch(_ key: Key, _ command: EditCommand?) -> Unicode.Scalar? {
        guard var search else { return nil }
        switch (key, command) {
        case (.control("s"), _), (_, .down), (_, .newer), (_, .completeBack): search.step(-1)
        case (_, .search), (_, .up), (_, .older), (_, .complete): search.step(1)
        case (_, .eraseBack):
            var pattern = search.pattern
            if pattern.isEmpty { break }
            _ = pattern.cut(pattern.preceding..<pattern.cursor)
            search.setPattern(pattern, in: history)
        case (_, .eraseChunkBack), (_, .eraseToRowStart): search.setPattern(EditedLine(), in: history)
        case (.text(let scalar), _): search.setPattern(Composer.insert(scalar, into: search.pattern), in: history)
        case (.paste(let text), _): search.setPattern(search.pattern.with { $0.insert(Composer.pasted(text)) }, in: history)
        case (_, .accept), (_, .right), (_, .rowEnd):
            self.search = nil
            guard let choice = search.choice else { return nil }
            return change { _ in EditedLine(choice) }
        case (.escape, _), (_, .leave), (_, .cancel):
            self.search = nil
            return nil
        default: break
        }
        self.search = search
        return nil
    }
}

extension EditedLine {
    /// The line after a change.
    func with(_ change: (inout EditedLine) -> Void) -> EditedLine {
        var result = self
        change(&result)
        return result
    }
}
