/// A pattern as instructions of Pike's machine.
struct RegularProgram: Sendable {
    enum Instruction: Sendable {
        /// Consumes one scalar of a set, then goes on.
        case take(ScalarSet)
        /// Consumes this scalar: the common case, without a set.
        case takeScalar(UInt32)
        /// Goes to both; the first is preferred.
        case split(Int, Int)
        case jump(Int)
        /// Remembers the position in a slot: 2 × group for its start, + 1 for its end.
        case save(Int)
        case assert(RegularAssertion)
        case match
    }

    let instructions: [Instruction]
    let groupCount: Int
    /// The pattern can only match at the start of the text.
    let isAnchored: Bool
}

/// Tree to program.
struct RegularCompiler {
    private var instructions: [RegularProgram.Instruction] = []

    /// Counted repetitions are written out, so a small pattern may ask for a huge program.
    private static let largest = 20_000

    mutating func compile(_ tree: RegularTree, groupCount: Int) throws(RegularExpressionProblem) -> RegularProgram {
        instructions.append(.save(0))
        try emit(tree)
        instructions.append(.save(1))
        instructions.append(.match)
        return RegularProgram(instructions: instructions, groupCount: groupCount, isAnchored: Self.startsAtTextStart(tree))
    }

    private static func startsAtTextStart(_ tree: RegularTree) -> Bool {
        switch tree {
        case .assertion(.textStart): true
        case .sequence(let parts): parts.first.map(startsAtTextStart) ?? false
        case .group(let inner, _): startsAtTextStart(inner)
        case .either(let branches): branches.allSatisfy(startsAtTextStart)
        default: false
        }
    }

    private mutating func emit(_ tree: RegularTree) throws(RegularExpressionProblem) {
        if instructions.count > Self.largest { throw RegularExpressionProblem("the repetitions make the pattern too large", at: 0) }
        switch tree {
        case .empty: break
        case .scalars(let set):
            if !set.isInverted, set.classes.isEmpty, set.ranges.count == 1, set.ranges[0].count == 1 {
                instructions.append(.takeScalar(set.ranges[0].lowerBound))
            } else {
                instructions.append(.take(set))
            }
        case .sequence(let parts):
            for part in parts { try emit(part) }
        case .either(let branches):
            var jumps: [Int] = []
            for (index, branch) in branches.enumerated() {
                guard index < branches.count - 1 else {
                    try emit(branch)
                    continue
                }
                let split = reserve()
                try emit(branch)
                jumps.append(reserve())
                instructions[split] = .split(split + 1, instructions.count)
            }
            for jump in jumps { instructions[jump] = .jump(instructions.count) }
        case .group(let inner, let number):
            instructions.append(.save(2 * number))
            try emit(inner)
            instructions.append(.save(2 * number + 1))
        case .assertion(let assertion):
            instructions.append(.assert(assertion))
        case .repeated(let inner, let minimum, let maximum, let isGreedy):
            guard let maximum else {
                for _ in 0..<max(0, minimum - 1) { try emit(inner) }
                return try emitLoop(inner, isOptional: minimum == 0, isGreedy)
            }
            for _ in 0..<minimum { try emit(inner) }
            var splits: [Int] = []
            for _ in minimum..<max(minimum, maximum) {
                splits.append(reserve())
                try emit(inner)
            }
            for split in splits {
                instructions[split] = isGreedy ? .split(split + 1, instructions.count) : .split(instructions.count, split + 1)
            }
        }
    }

    /// `a+`, and `a*` as `(a+)?`: an inside that matches nothing then ends the loop, as in Perl, instead of being tried once more.
    private mutating func emitLoop(_ inner: RegularTree, isOptional: Bool, _ isGreedy: Bool) throws(RegularExpressionProblem) {
        let skip = isOptional ? reserve() : nil
        let start = instructions.count
        try emit(inner)
        let loop = reserve()
        instructions[loop] = isGreedy ? .split(start, instructions.count) : .split(instructions.count, start)
        if let skip { instructions[skip] = isGreedy ? .split(start, instructions.count) : .split(instructions.count, start) }
    }

    private mutating func reserve() -> Int {
        instructions.append(.match)
        return instructions.count - 1
    }
}
