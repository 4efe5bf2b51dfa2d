/// Runs a program over a text: all threads advance together, in order of preference, one scalar at a time.
///
/// Each instruction holds at most one thread a step, which bounds the work to text × program. The lists of threads are kept from one text
/// to the next, so a machine belongs to one thread of the processor at a time.
final class PikeMachine {
    private let program: RegularProgram
    private let slotCount: Int
    // Not checked for overlapping accesses at run time, which would cost more than the steps.
    @exclusivity(unchecked) private var current: Threads
    @exclusivity(unchecked) private var next: Threads
    /// The positions that the thread being followed has saved.
    @exclusivity(unchecked) private var saved: [Int]
    /// What is still to be entered, and saved positions to go back to once what was pushed after them is done.
    @exclusivity(unchecked) private var stack: [Task] = []
    /// Grows from text to text, so that the marks of one text mean nothing to the next.
    @exclusivity(unchecked) private var step = 0

    private enum Task {
        case enter(Int)
        case restore(slot: Int, position: Int)
    }

    /// Threads of one step: instructions in order of preference, each with its saved positions.
    private struct Threads {
        var order: [Int] = []
        /// The step at which an instruction was last entered.
        var marks: [Int]
        /// `slotCount` positions an instruction, −1 for none.
        var slots: [Int]

        init(_ instructionCount: Int, slotCount: Int) {
            marks = [Int](repeating: -1, count: instructionCount)
            slots = [Int](repeating: -1, count: instructionCount * slotCount)
            order.reserveCapacity(instructionCount)
        }
    }

    init(_ program: RegularProgram) {
        self.program = program
        slotCount = program.slotCount
        current = Threads(program.instructions.count, slotCount: slotCount)
        next = Threads(program.instructions.count, slotCount: slotCount)
        saved = [Int](repeating: -1, count: slotCount)
    }

    /// Whether the program matches; `slots` are then the first match's, −1 for a group that took no part.
    func run(_ text: UnsafeBufferPointer<UInt8>, _ slots: inout [Int]) -> Bool {
        var isFound = false
        var position = 0
        var previous: UInt32?
        step += 1
        current.order.removeAll(keepingCapacity: true)
        while true {
            let here = position < text.count ? Utf8Scalar(at: position, in: text) : nil
            if !isFound, position == 0 || !program.isAnchored {
                for slot in 0..<slotCount { saved[slot] = -1 }
                enter(0, &current, position, previous, here?.value)
            }
            if current.order.isEmpty, isFound || program.isAnchored { break }
            step += 1
            next.order.removeAll(keepingCapacity: true)
            let after = here.flatMap { position + $0.length < text.count ? Utf8Scalar(at: position + $0.length, in: text) : nil }
            threads: for index in current.order {
                let isTaken: Bool
                switch program.instructions[index] {
                case .takeScalar(let wanted): isTaken = here?.value == wanted
                case .take(let set): isTaken = here.map { program.sets[set].contains($0.value) } ?? false
                case .match:
                    isFound = true
                    for slot in 0..<slotCount { slots[slot] = current.slots[index * slotCount + slot] }
                    // Threads after this one are less preferred.
                    break threads
                case .split, .jump, .save, .assert: continue
                }
                if isTaken, let here {
                    for slot in 0..<slotCount { saved[slot] = current.slots[index * slotCount + slot] }
                    enter(index + 1, &next, position + here.length, here.value, after?.value)
                }
            }
            guard let here else { break }
            previous = here.value
            position += here.length
            swap(&current, &next)
            if current.order.isEmpty, isFound { break }
        }
        return isFound
    }

    /// Adds a thread at `start` and at all that it reaches without consuming a scalar. A stack of its own instead of
    /// recursion, because long alternatives would make it deep; the preferred way is pushed last.
    private func enter(_ start: Int, _ threads: inout Threads, _ position: Int, _ previous: UInt32?, _ following: UInt32?) {
        stack.append(.enter(start))
        while let task = stack.popLast() {
            guard case .enter(let index) = task else {
                if case .restore(let slot, let position) = task { saved[slot] = position }
                continue
            }
            if threads.marks[index] == step { continue }
            threads.marks[index] = step
            switch program.instructions[index] {
            case .jump(let target): stack.append(.enter(target))
            case .split(let preferred, let other):
                stack.append(.enter(other))
                stack.append(.enter(preferred))
            case .save(let slot):
                stack.append(.restore(slot: slot, position: saved[slot]))
                saved[slot] = position
                stack.append(.enter(index + 1))
            case .assert(let assertion):
                if assertion.holds(previous, following) { stack.append(.enter(index + 1)) }
            case .take, .takeScalar, .match:
                threads.order.append(index)
                for slot in 0..<slotCount { threads.slots[index * slotCount + slot] = saved[slot] }
            }
        }
    }
}

extension RegularAssertion {
    /// Whether it holds between two scalars; `nil` for an end of the text.
    func holds(_ previous: UInt32?, _ following: UInt32?) -> Bool {
        switch self {
        case .textStart: previous == nil
        case .textEnd: following == nil
        case .lineStart: previous == nil || previous == 0x0A
        case .lineEnd: following == nil || following == 0x0A
        case .wordBoundary: Self.isWord(previous) != Self.isWord(following)
        case .noWordBoundary: Self.isWord(previous) == Self.isWord(following)
        }
    }

    private static func isWord(_ scalar: UInt32?) -> Bool {
        guard let scalar else { return false }
        return ScalarClass.words.contains { $0.contains(scalar) }
    }
}
