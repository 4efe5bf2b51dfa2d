import Characters

/// Whether a program matches, by a deterministic automaton whose states are made when a text first leads to them.
///
/// A state is the set of instructions at which the threads of Pike's machine would stand, so a text costs one look-up a byte and
/// no thread is followed twice (K. Thompson 1968; R. Cox, "Regular Expression Matching in the Wild",
/// https://swtch.com/~rsc/regexp/regexp3.html). A pattern may have exponentially many states: the table is bounded, is thrown away when it
/// is full and filled anew, and is given up for good when that happens more often than it pays. Groups are not known to it.
///
/// Programs take scalars and the table takes bytes. What leads over is a state that has read some bytes of a scalar and waits for the
/// others; sets of scalars are so never written out as sets of byte sequences, of which `\p{L}` has thousands.
///
/// An assertion holds or not by the scalars on both sides, so a state that waits for one knows the kind of the scalar before it, and
/// the step over the next scalar decides first what the state could not. The end of a text is a step of its own.
///
/// It learns while it runs and so belongs to one thread at a time.
final class RegularAutomaton {
    /// Not to be asked any more: its table was full too often.
    private(set) var hasGivenUp = false

    private let program: RegularProgram
    private let readsBackwards: Bool
    private let limits: Limits

    struct Limits {
        /// States in the table, a kilobyte each.
        var states = 4_096
        /// Instructions of all states together.
        var instructions = 1 << 18
        /// How often the table may fill up while fewer than `bytesPerState` were read for each of its states.
        var poorFlushes = 4
        var bytesPerState = 64
    }

    /// An entry of the table: no state, or the place in the table where a state's row begins.
    private typealias Entry = UInt32
    private static let unknown: Entry = 0
    private static let dead: Entry = 1
    private static let found: Entry = 2
    private static let lastSpecial: Entry = 2

    /// A row has an entry for each byte and one for the end of the text. The first row is nobody's: no state begins at a special entry.
    private static let rowLength = 257
    private static let end = 256

    // The properties that are read once a text are not checked for overlapping accesses at run time, which would cost as much as a short text.
    @exclusivity(unchecked) private var table: UnsafeMutablePointer<Entry>
    @exclusivity(unchecked) private var start = unknown
    @exclusivity(unchecked) private var bytesRead = 0
    private var capacity = 16

    private struct State: Hashable {
        /// Instructions that take a scalar or assert something, ascending.
        var instructions: [Int32]
        /// What stood before; `other` unless an assertion waits.
        var before: Kind
        /// The bytes of a scalar read so far, the first in the text highest.
        var partial: UInt32 = 0
    }

    /// What an assertion asks of the scalar beside it.
    private enum Kind {
        /// no scalar: the text starts or ends here
        case edge
        case newline
        case word
        case other
    }

    private var states: [State] = []
    private var places: [State: Entry] = [:]
    private var instructionCount = 0
    private var bytesAtFlush = 0
    private var flushes = 0
    private var poorFlushes = 0

    /// The step at which each instruction was last met.
    private var marks: [Int]
    private var step = 0
    private var stack: [Int] = []

    init(_ program: RegularProgram, readsBackwards: Bool, limits: Limits = Limits()) {
        self.program = program
        self.readsBackwards = readsBackwards
        self.limits = limits
        marks = [Int](repeating: 0, count: program.instructions.count)
        table = .allocate(capacity: capacity * Self.rowLength)
    }

    deinit { table.deallocate() }

    /// Whether the program matches anywhere in the text; `nil` when the automaton has given up. O(text) once its states are made.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
        readsBackwards ? run(text, backwards: true) : run(text, backwards: false)
    }

    // MARK: Running

    @inline(__always)
    private func run(_ text: UnsafeBufferPointer<UInt8>, backwards: Bool) -> Bool? {
        var state = start
        if state <= Self.lastSpecial {
            if hasGivenUp { return nil }
            if state == Self.unknown { state = makeStart() }
            if state <= Self.lastSpecial { return state == Self.found }
        }
        bytesRead &+= text.count
        return run(text, backwards: backwards, from: state, at: 0)
    }

    /// Goes on from a state that was reached after so many bytes.
    @inline(__always)
    private func run(_ text: UnsafeBufferPointer<UInt8>, backwards: Bool, from first: Entry, at place: Int) -> Bool? {
        let count = text.count
        var table = table
        var state = first
        var position = place
        while position < count {
            let byte = text[backwards ? count &- 1 &- position : position]
            position &+= 1
            var next = table[Int(state) &+ Int(byte)]
            if next <= Self.lastSpecial {
                if next == Self.unknown {
                    next = advance(state, Int(byte), left: count - position)
                    if hasGivenUp { return nil }
                    table = self.table
                }
                if next <= Self.lastSpecial { return next == Self.found }
            }
            state = next
        }
        var last = table[Int(state) &+ Self.end]
        if last == Self.unknown {
            last = advance(state, Self.end, left: 0)
            if hasGivenUp { return nil }
        }
        return last == Self.found
    }

    /// Keeps the bits of the texts in which the program matches; `otherwise` answers when the automaton has given up.
    ///
    /// A look-up waits for the one before it, and the processor has time to spare: four texts are read in step. Not so from the end, where
    /// most are refused at once.
    func filterMarks(_ marks: UnsafeMutablePointer<UInt64>, _ rows: TextRows, otherwise: (UnsafeBufferPointer<UInt8>) -> Bool) {
        guard !readsBackwards else {
            return TextRows.filterMarks(marks, count: rows.count) { matches(rows[$0]) ?? otherwise(rows[$0]) }
        }
        var waiting = (0, 0, 0)
        var waitingCount = 0
        func set(_ row: Int, _ answer: Bool?) {
            if !(answer ?? otherwise(rows[row])) { marks[row &>> 6] &= ~(1 &<< UInt64(truncatingIfNeeded: row & 63)) }
        }
        for index in 0..<(rows.count + 63) / 64 {
            var candidates = marks[index]
            while candidates != 0 {
                let row = index &* 64 &+ candidates.trailingZeroBitCount
                candidates &= candidates &- 1
                switch waitingCount {
                case 0: waiting.0 = row
                case 1: waiting.1 = row
                case 2: waiting.2 = row
                default:
                    let answers = runInStep(rows[waiting.0], rows[waiting.1], rows[waiting.2], rows[row])
                    set(waiting.0, answers.0)
                    set(waiting.1, answers.1)
                    set(waiting.2, answers.2)
                    set(row, answers.3)
                    waitingCount = -1
                }
                waitingCount += 1
            }
        }
        if waitingCount > 0 { set(waiting.0, matches(rows[waiting.0])) }
        if waitingCount > 1 { set(waiting.1, matches(rows[waiting.1])) }
        if waitingCount > 2 { set(waiting.2, matches(rows[waiting.2])) }
    }

    private typealias Text = UnsafeBufferPointer<UInt8>

    /// Four texts forwards, in step until one of them ends or needs a closer look.
    private func runInStep(_ text0: Text, _ text1: Text, _ text2: Text, _ text3: Text) -> (Bool?, Bool?, Bool?, Bool?) {
        let start = start
        guard start > Self.lastSpecial else { return (matches(text0), matches(text1), matches(text2), matches(text3)) }
        var (state0, state1, state2, state3) = (start, start, start, start)
        let table = table
        let common = min(min(text0.count, text1.count), min(text2.count, text3.count))
        var position = 0
        while position < common {
            let next0 = table[Int(state0) &+ Int(text0[position])]
            let next1 = table[Int(state1) &+ Int(text1[position])]
            let next2 = table[Int(state2) &+ Int(text2[position])]
            let next3 = table[Int(state3) &+ Int(text3[position])]
            if min(min(next0, next1), min(next2, next3)) <= Self.lastSpecial { break }
            (state0, state1, state2, state3) = (next0, next1, next2, next3)
            position &+= 1
        }
        // States are gone once the table was emptied.
        let flushes = flushes
        func finish(_ text: Text, _ state: Entry) -> Bool? {
            if self.flushes != flushes { return matches(text) }
            bytesRead &+= text.count
            return run(text, backwards: false, from: state, at: position)
        }
        return (finish(text0, state0), finish(text1, state1), finish(text2, state2), finish(text3, state3))
    }

    // MARK: Making states

    private func makeStart() -> Entry {
        step += 1
        var reached: [Int32] = []
        start = close(0, before: .edge, after: nil, &reached) ? Self.found : place(reached, before: .edge)
        return start
    }

    /// Works out an entry that is not known yet and remembers it.
    private func advance(_ state: Entry, _ symbol: Int, left: Int) -> Entry {
        let from = states[Int(state) / Self.rowLength - 1]
        if states.count >= limits.states || instructionCount > limits.instructions {
            flush(left: left)
            if hasGivenUp { return Self.dead }
        }
        let next = symbol == Self.end ? target(of: from, nil) : target(of: from, UInt8(truncatingIfNeeded: symbol))
        // After the table was emptied the state has no row to remember this in.
        if let row = places[from] { table[Int(row) + symbol] = next }
        return next
    }

    private func target(of from: State, _ byte: UInt8) -> Entry {
        if from.partial == 0, byte < 0x80 { return target(of: from, UInt32(byte)) }
        let places = 4 - from.partial.leadingZeroBitCount / 8
        let bytes = readsBackwards ? UInt32(byte) << UInt32(8 * places) | from.partial : from.partial << 8 | UInt32(byte)
        let length = places + 1
        let lead = bytes >> UInt32(8 * places)
        let needed = lead < 0xC0 ? 4 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        if readsBackwards ? lead < 0xC0 && length < 4 : length < needed {
            var state = from
            state.partial = bytes
            return place(state)
        }
        // The bits of the lead that tell the length, and those that mark what follows.
        var scalar = lead & (0xFF >> UInt32(needed + 1))
        for index in 1..<max(length, 2) { scalar = scalar << 6 | bytes >> UInt32(8 * max(0, places - index)) & 0x3F }
        return target(of: from, scalar)
    }

    /// Where a scalar leads, `nil` being the end of the text.
    private func target(of from: State, _ scalar: UInt32?) -> Entry {
        var standing: [Int32] = []
        step += 1
        let after = Self.kind(scalar)
        for instruction in from.instructions where close(Int(instruction), before: from.before, after: after, &standing) { return Self.found }
        guard let scalar else { return Self.dead }
        var reached: [Int32] = []
        step += 1
        for instruction in standing where takes(Int(instruction), scalar) {
            if close(Int(instruction) + 1, before: after, after: nil, &reached) { return Self.found }
        }
        if !program.isAnchored, close(0, before: after, after: nil, &reached) { return Self.found }
        return reached.isEmpty ? Self.dead : place(reached, before: after)
    }

    private func takes(_ instruction: Int, _ scalar: UInt32) -> Bool {
        switch program.instructions[instruction] {
        case .take(let set): program.sets[set].contains(scalar)
        case .takeScalar(let wanted): wanted == scalar
        case .split, .jump, .save, .assert, .match: false
        }
    }

    /// Adds all that is reached from an instruction without a scalar to `reached`; whether that is a match. Assertions are decided
    /// when it is known what follows and kept when it is not.
    private func close(_ first: Int, before: Kind, after: Kind?, _ reached: inout [Int32]) -> Bool {
        stack.removeAll(keepingCapacity: true)
        stack.append(first)
        while let index = stack.popLast() {
            if marks[index] == step { continue }
            marks[index] = step
            switch program.instructions[index] {
            case .match: return true
            case .take, .takeScalar: reached.append(Int32(truncatingIfNeeded: index))
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .save: stack.append(index + 1)
            case .assert(let assertion):
                guard let after else {
                    reached.append(Int32(truncatingIfNeeded: index))
                    continue
                }
                if Self.holds(assertion, before, after) { stack.append(index + 1) }
            }
        }
        return false
    }

    private static func kind(_ scalar: UInt32?) -> Kind {
        guard let scalar else { return .edge }
        if scalar == 0x0A { return .newline }
        return ScalarClass.words.contains { $0.contains(scalar) } ? .word : .other
    }

    private static func holds(_ assertion: RegularAssertion, _ before: Kind, _ after: Kind) -> Bool {
        switch assertion {
        case .textStart: before == .edge
        case .textEnd: after == .edge
        case .lineStart: before == .edge || before == .newline
        case .lineEnd: after == .edge || after == .newline
        case .wordBoundary: (before == .word) != (after == .word)
        case .noWordBoundary: (before == .word) == (after == .word)
        }
    }

    private func place(_ reached: [Int32], before: Kind) -> Entry {
        let waits = reached.contains { if case .assert = program.instructions[Int($0)] { true } else { false } }
        return place(State(instructions: reached.sorted(), before: waits ? before : .other))
    }

    /// The row of a state, made if it is new. The table may exceed its limit by a few.
    private func place(_ state: State) -> Entry {
        if let known = places[state] { return known }
        states.append(state)
        instructionCount += state.partial == 0 ? state.instructions.count : 0
        if states.count == capacity {
            let larger = UnsafeMutablePointer<Entry>.allocate(capacity: 2 * capacity * Self.rowLength)
            larger.update(from: table, count: capacity * Self.rowLength)
            table.deallocate()
            table = larger
            capacity *= 2
        }
        let row = states.count * Self.rowLength
        (table + row).initialize(repeating: Self.unknown, count: Self.rowLength)
        places[state] = Entry(truncatingIfNeeded: row)
        return Entry(truncatingIfNeeded: row)
    }

    // MARK: Forgetting states

    private func flush(left: Int) {
        let bytes = bytesRead - left
        if bytes - bytesAtFlush < limits.bytesPerState * states.count { poorFlushes += 1 }
        bytesAtFlush = bytes
        flushes += 1
        states.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        instructionCount = 0
        start = Self.unknown
        if poorFlushes > limits.poorFlushes { hasGivenUp = true }
    }
}
