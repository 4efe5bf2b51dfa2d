/// A pattern as instructions: what `PikeMachine` and `RegularBacktracker` run and `RegularAutomaton` makes its states of.
struct RegularProgram: Sendable {
    enum Instruction: Sendable {
        /// Consumes one scalar of a set, by its place in `sets`, then goes on.
        case take(Int)
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
    /// Each set once, however often it is taken.
    let sets: [ScalarTest]
    let groupCount: Int
    /// The pattern can only match at the start of the text.
    let isAnchored: Bool

    /// Start and end of the match and of each group.
    var slotCount: Int { 2 * (groupCount + 1) }

    /// - Throws: `RegularExpressionProblem` when written out repetitions make it too large.
    init(_ tree: RegularTree, groupCount: Int) throws(RegularExpressionProblem) {
        var compiler = RegularCompiler()
        instructions = try compiler.compile(tree)
        sets = compiler.sets.map(ScalarTest.init)
        self.groupCount = groupCount
        isAnchored = tree.startsAtTextStart
    }
}

/// Tree to instructions.
private struct RegularCompiler {
    private var instructions: [RegularProgram.Instruction] = []
    private(set) var sets: [ScalarSet] = []
    private var places: [ScalarSet: Int] = [:]

    /// Counted repetitions are written out, so a small pattern may ask for a huge program.
    private static let largest = 20_000
    /// Repetitions of nothing write nothing, but they too must end.
    private var visited = 0

    mutating func compile(_ tree: RegularTree) throws(RegularExpressionProblem) -> [RegularProgram.Instruction] {
        instructions.append(.save(0))
        try emit(tree)
        instructions.append(.save(1))
        instructions.append(.match)
        return instructions
    }

    private mutating func emit(_ tree: RegularTree) throws(RegularExpressionProblem) {
        visited += 1
        if instructions.count > Self.largest || visited > 10 * Self.largest { throw RegularExpressionProblem("the repetitions make the pattern too large", at: 0) }
        switch tree {
        case .empty: break
        case .scalars(let set):
            instructions.append(set.single.map { .takeScalar($0) } ?? .take(place(of: set)))
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

    private mutating func place(of set: ScalarSet) -> Int {
        if let place = places[set] { return place }
        places[set] = sets.count
        sets.append(set)
        return sets.count - 1
    }

    private mutating func reserve() -> Int {
        instructions.append(.match)
        return instructions.count - 1
    }
}
