import Characters
import Synchronization

/// A regular expression with the memory in which it is matched: states of its automaton, lists of threads, counts of what paid.
///
/// Whether a text matches is asked of the automaton alone. Groups are looked for only where it says yes, by backtracking in short texts
/// and by Pike's machine in long ones; that machine also answers when the automaton has given up.
///
/// Unchecked, because it is used by one thread at a time: `RegularMatchers` lends it.
package final class RegularMatcher: @unchecked Sendable {
    private let expression: RegularExpression
    private let automaton: RegularAutomaton
    private lazy var backtracker = RegularBacktracker(expression.program)
    private lazy var pike = PikeMachine(expression.program)
    private var slots: [Int]

    /// Texts that the literal was looked for in and those in which it stands.
    private var searched = 0
    private var withLiteral = 0

    package init(_ expression: RegularExpression) {
        self.expression = expression
        if let reversed = expression.reversed {
            automaton = RegularAutomaton(reversed, readsBackwards: true)
        } else {
            automaton = RegularAutomaton(expression.program, readsBackwards: false)
        }
        slots = [Int](repeating: -1, count: expression.program.slotCount)
    }

    /// Whether the pattern occurs anywhere in the text. O(text) once the states that the text leads to are made, O(text × pattern) at worst.
    package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        automaton.matches(text) ?? findGroups(text)
    }

    /// The bytes of a group in the first match, 0 being the whole; `nil` without a match and for a group that took no part.
    package func range(of group: Int, in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard automaton.matches(text) ?? true, findGroups(text), slots[2 * group] >= 0, slots[2 * group + 1] >= 0 else { return nil }
        return slots[2 * group]..<slots[2 * group + 1]
    }

    /// The bytes of the first match and its groups; `nil` for a group that took no part.
    package func firstMatch(_ text: UnsafeBufferPointer<UInt8>) -> [Range<Int>?]? {
        guard range(of: 0, in: text) != nil else { return nil }
        return stride(from: 0, to: slots.count, by: 2).map { slots[$0] < 0 || slots[$0 + 1] < 0 ? nil : slots[$0]..<slots[$0 + 1] }
    }

    /// Sets the bit of each text in which the pattern occurs; all bits are clear before.
    package func markRows(_ rows: TextRows, _ marks: UnsafeMutablePointer<UInt64>) {
        guard let literal = expression.literal, literal.isWhole || literalPays else {
            TextRows.markAll(marks, count: rows.count)
            return automaton.filterMarks(marks, rows, otherwise: findGroups)
        }
        literal.needle.markRows(rows, marks)
        if literal.isWhole { return }
        searched += rows.count
        for index in 0..<(rows.count + 63) / 64 { withLiteral += marks[index].nonzeroBitCount }
        automaton.filterMarks(marks, rows, otherwise: findGroups)
    }

    /// While at least half the texts are passed over.
    private var literalPays: Bool { withLiteral <= searched / 2 }

    private func findGroups(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        backtracker.accepts(text) ? backtracker.run(text, &slots) : pike.run(text, &slots)
    }
}

/// The matchers of one kernel: as many as threads ask at a time, so that each has memory of its own and keeps it between batches.
final class RegularMatchers: Sendable {
    private let expression: RegularExpression
    private let idle = Mutex<[RegularMatcher]>([])

    init(_ expression: RegularExpression) { self.expression = expression }

    /// Lends a matcher: one lock a batch, none a row.
    func withMatcher<Result>(_ body: (RegularMatcher) throws -> Result) rethrows -> Result {
        let matcher = idle.withLock { $0.popLast() } ?? RegularMatcher(expression)
        defer { idle.withLock { $0.append(matcher) } }
        return try body(matcher)
    }
}
