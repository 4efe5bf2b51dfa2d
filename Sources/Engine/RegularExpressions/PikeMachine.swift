/// Runs a program over a text: all threads advance together, in order of preference, one scalar at a time.
///
/// Each instruction holds at most one thread a step, which bounds the work to text × program.
struct PikeMachine {
    private let program: RegularProgram

    init(_ program: RegularProgram) { self.program = program }

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

    /// The ranges of the first match and its groups (only that there is one, when groups are not wanted).
    func run(_ text: UnsafeBufferPointer<UInt8>, wantsGroups: Bool) -> [Range<Int>?]? {
        let slotCount = wantsGroups ? 2 * (program.groupCount + 1) : 0
        var current = Threads(program.instructions.count, slotCount: slotCount)
        var next = Threads(program.instructions.count, slotCount: slotCount)
        var found: [Int]?
        var position = 0
        var previous: UInt32?
        var step = 0
        while true {
            let here = Self.scalar(text, position)
            if found == nil, position == 0 || !program.isAnchored {
                let empty = [Int](repeating: -1, count: slotCount)
                enter(0, &current, step, position, previous, here?.value, empty)
            }
            if current.order.isEmpty, found != nil || program.isAnchored { break }
            step += 1
            next.order.removeAll(keepingCapacity: true)
            threads: for index in current.order {
                let isTaken: Bool
                switch program.instructions[index] {
                case .takeScalar(let wanted): isTaken = here?.value == wanted
                case .take(let set): isTaken = here.map { set.contains($0.value) } ?? false
                case .match:
                    if !wantsGroups { return [] }
                    found = Array(current.slots[index * slotCount..<(index + 1) * slotCount])
                    // Threads after this one are less preferred.
                    break threads
                case .split, .jump, .save, .assert: continue
                }
                if isTaken, let here {
                    let after = Self.scalar(text, position + here.length)
                    let slots = slotCount == 0 ? [] : Array(current.slots[index * slotCount..<(index + 1) * slotCount])
                    enter(index + 1, &next, step, position + here.length, here.value, after?.value, slots)
                }
            }
            guard let here else { break }
            previous = here.value
            position += here.length
            swap(&current, &next)
            if current.order.isEmpty, found != nil { break }
        }
        guard let found else { return nil }
        return stride(from: 0, to: found.count, by: 2).map { found[$0] < 0 || found[$0 + 1] < 0 ? nil : found[$0]..<found[$0 + 1] }
    }

    /// Adds a thread at `start` and at all that it reaches without consuming a scalar. A stack of its own instead of
    /// recursion, because long alternatives would make it deep; the preferred way is pushed last.
    private func enter(
        _ start: Int, _ threads: inout Threads, _ step: Int, _ position: Int, _ previous: UInt32?, _ following: UInt32?, _ slots: [Int]
    ) {
        var stack: [(index: Int, slots: [Int])] = [(start, slots)]
        while let (index, slots) = stack.popLast() {
            if threads.marks[index] == step { continue }
            threads.marks[index] = step
            switch program.instructions[index] {
            case .jump(let target): stack.append((target, slots))
            case .split(let preferred, let other):
                stack.append((other, slots))
                stack.append((preferred, slots))
            case .save(let slot):
                var saved = slots
                if slot < saved.count { saved[slot] = position }
                stack.append((index + 1, saved))
            case .assert(let assertion):
                if Self.holds(assertion, previous, following) { stack.append((index + 1, slots)) }
            case .take, .takeScalar, .match:
                threads.order.append(index)
                for (offset, value) in slots.enumerated() { threads.slots[index * slots.count + offset] = value }
            }
        }
    }

    private static func holds(_ assertion: RegularAssertion, _ previous: UInt32?, _ following: UInt32?) -> Bool {
        switch assertion {
        case .textStart: previous == nil
        case .textEnd: following == nil
        case .lineStart: previous == nil || previous == 0x0A
        case .lineEnd: following == nil || following == 0x0A
        case .wordBoundary: isWord(previous) != isWord(following)
        case .noWordBoundary: isWord(previous) == isWord(following)
        }
    }

    private static func isWord(_ scalar: UInt32?) -> Bool {
        guard let scalar else { return false }
        return ScalarClass.words.contains { $0.contains(scalar) }
    }

    /// The scalar at a byte position of valid UTF-8; `nil` at the end.
    @inline(__always)
    private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> (value: UInt32, length: Int)? {
        guard position < text.count else { return nil }
        let lead = UInt32(text[position])
        if lead < 0x80 { return (lead, 1) }
        func tail(_ offset: Int) -> UInt32 { position + offset < text.count ? UInt32(text[position + offset] & 0x3F) : 0 }
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
        if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
        return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }
}
