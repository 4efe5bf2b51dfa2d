/// Finds the first match and its groups in a short text by trying one way after the other, the preferred first.
///
/// No branch is taken twice at one place: where it failed once it fails always, so the work is bounded by text × program as it is in
/// Pike's machine, whose answers it gives, and for texts as short as those in a table it is many times faster (R. Cox, "Regular
/// Expression Matching in the Wild"). What bounds the text is the memory for the places that were tried.
///
/// Its memory is kept from one text to the next, so it belongs to one thread of the processor at a time.
final class RegularBacktracker {
    private let program: RegularProgram
    private let instructionCount: Int
    /// Two words of ASCII scalars for each set of the program.
    private let ascii: [UInt64]
    /// Bytes with which a match may begin; `nil` when it may be empty.
    private let beginnings: [Bool]?

    /// A bit for each instruction at each place: tried.
    private var tried: [UInt64] = []
    private var stack: [Task] = []

    /// An instruction to try at a place, or, with a negative number, −1 − slot: a slot and the position to give back to it.
    private struct Task {
        let instruction: Int32
        let position: Int32
    }

    /// Places that may be tried: 32 KiB of bits, which stay in the nearest cache.
    private static let most = 1 << 18

    init(_ program: RegularProgram) {
        self.program = program
        instructionCount = program.instructions.count
        ascii = program.sets.flatMap { set in
            (0..<2 as Range<UInt32>).map { half in
                (0..<64 as Range<UInt32>).reduce(into: 0) { if set.contains(64 * half + $1) { $0 |= 1 << UInt64($1) } }
            }
        }
        beginnings = Self.beginnings(program)
    }

    func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool { (text.count + 1) * instructionCount <= Self.most }

    /// Whether the program matches a text that it accepts; `slots` are then the first match's, −1 for a group that took no part.
    func run(_ text: UnsafeBufferPointer<UInt8>, _ slots: inout [Int]) -> Bool {
        let words = ((text.count + 1) * instructionCount + 63) / 64
        if tried.count < words { tried = [UInt64](repeating: 0, count: max(words, 2 * tried.count)) }
        // In a variable of its own: each access to a property of the class would be checked for overlapping ones.
        var stack = self.stack
        self.stack = []
        defer { self.stack = stack }
        return tried.withUnsafeMutableBufferPointer { tried in
            tried[..<words].update(repeating: 0)
            return slots.withUnsafeMutableBufferPointer { slots in
                var start = 0
                while true {
                    if start < text.count ? beginnings?[Int(text[start])] ?? true : beginnings == nil {
                        slots.update(repeating: -1)
                        if run(text, from: start, tried, slots, &stack) { return true }
                    }
                    if program.isAnchored || start >= text.count { return false }
                    start += Utf8Scalar(at: start, in: text).length
                }
            }
        }
    }

    private func run(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ tried: UnsafeMutableBufferPointer<UInt64>,
        _ slots: UnsafeMutableBufferPointer<Int>, _ stack: inout [Task]
    ) -> Bool {
        let stride = text.count + 1
        return program.instructions.withUnsafeBufferPointer { instructions in
            ascii.withUnsafeBufferPointer { ascii in
                stack.removeAll(keepingCapacity: true)
                stack.append(Task(instruction: 0, position: Int32(truncatingIfNeeded: start)))
                while let task = stack.popLast() {
                    if task.instruction < 0 {
                        slots[Int(-1 - task.instruction)] = Int(task.position)
                        continue
                    }
                    var index = Int(task.instruction)
                    var position = Int(task.position)
                    way: while true {
                        switch instructions[index] {
                        case .takeScalar(let wanted):
                            guard position < text.count else { break way }
                            let here = Utf8Scalar(at: position, in: text)
                            guard here.value == wanted else { break way }
                            position = min(position &+ here.length, text.count)
                        case .take(let set):
                            guard position < text.count else { break way }
                            let byte = text[position]
                            if byte < 0x80 {
                                guard ascii[2 &* set &+ Int(byte &>> 6)] &>> UInt64(byte & 63) & 1 == 1 else { break way }
                                position &+= 1
                            } else {
                                let here = Utf8Scalar(at: position, in: text)
                                guard program.sets[set].contains(here.value) else { break way }
                                position = min(position &+ here.length, text.count)
                            }
                        case .jump(let target):
                            index = target
                            // Ways that part and meet again go on as one. Where they part the next step sees to it.
                            if case .split = instructions[target] { continue way }
                            if Self.isTried(tried, target &* stride &+ position) { break way }
                            continue way
                        case .split(let preferred, let other):
                            if Self.isTried(tried, index &* stride &+ position) { break way }
                            stack.append(Task(instruction: Int32(truncatingIfNeeded: other), position: Int32(truncatingIfNeeded: position)))
                            index = preferred
                            continue way
                        case .save(let slot):
                            // Without another way to go back to nobody will ask for the old position.
                            if !stack.isEmpty {
                                let old = Int32(truncatingIfNeeded: slots[slot])
                                stack.append(Task(instruction: -1 - Int32(truncatingIfNeeded: slot), position: old))
                            }
                            slots[slot] = position
                        case .assert(let assertion):
                            let previous = position > 0 ? Utf8Scalar(before: position, in: text).value : nil
                            let following = position < text.count ? Utf8Scalar(at: position, in: text).value : nil
                            guard assertion.holds(previous, following) else { break way }
                        case .match: return true
                        }
                        index &+= 1
                    }
                }
                return false
            }
        }
    }

    /// Whether a place was tried before; from now on it was.
    @inline(__always)
    private static func isTried(_ tried: UnsafeMutableBufferPointer<UInt64>, _ place: Int) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: place & 63)
        if tried[place &>> 6] & bit != 0 { return true }
        tried[place &>> 6] |= bit
        return false
    }

    /// What the instructions take that are reached without a scalar. All assertions may hold, and beyond ASCII any byte may do.
    private static func beginnings(_ program: RegularProgram) -> [Bool]? {
        var bytes = [Bool](repeating: false, count: 256)
        var isMet = [Bool](repeating: false, count: program.instructions.count)
        var open = [0]
        while let index = open.popLast() {
            if isMet[index] { continue }
            isMet[index] = true
            switch program.instructions[index] {
            case .match: return nil
            case .jump(let target): open.append(target)
            case .split(let first, let second): open += [first, second]
            case .save, .assert: open.append(index + 1)
            case .takeScalar(let scalar): if scalar < 0x80 { bytes[Int(scalar)] = true } else { for byte in 0x80...0xFF { bytes[byte] = true } }
            case .take(let set):
                for byte in 0..<128 where program.sets[set].contains(UInt32(byte)) { bytes[byte] = true }
                for byte in 0x80...0xFF { bytes[byte] = true }
            }
        }
        return bytes
    }
}
