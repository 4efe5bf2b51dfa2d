import Diagnostics
import Glibc
import Randomness
import Reference
import Semantics

/// Random programs run by the engine and by the reference, and what came of it.
///
/// A seed gives a world and the programs over it, so a failure is had again by its seed alone. The engine runs in the first of the
/// configurations that it is given and, world by world, in another of them, and must agree with the reference in each.
package struct Differential {
    package struct Summary {
        package var programs = 0
        package var accepted = 0
        /// Programs that end in an error, on both sides.
        package var failing = 0
        /// The messages of the first few disagreements, with all that is needed to have them again.
        package var disagreements: [String] = []
        package var disagreementCount = 0
        /// How often each stage was run and each function called, for what is not covered.
        package var uses: [String: Int] = [:]
        /// Why programs were refused, by code.
        package var refusals: [String: Int] = [:]

        package init() {}

        package var acceptedShare: Double { programs == 0 ? 0 : Double(accepted) / Double(programs) }
    }

    private let configurations: [EngineConfiguration]
    /// Programs over one world.
    private let programsPerWorld = 8
    /// Disagreements after which there is no point in going on.
    private let disagreementLimit: Int

    package init(_ configurations: [EngineConfiguration] = EngineConfiguration.usual, disagreementLimit: Int = 10) {
        self.configurations = configurations
        self.disagreementLimit = disagreementLimit
    }

    /// - Parameter progress: told the summary so far, after each world.
    package func run(programs count: Int, seed: UInt64, progress: (Summary) -> Void = { _ in }) throws -> Summary {
        var summary = Summary()
        var worldSeed = seed
        while summary.programs < count, summary.disagreementCount < disagreementLimit {
            try run(worldSeed: worldSeed, upTo: count, &summary)
            worldSeed += 1
            progress(summary)
        }
        return summary
    }

    private func run(worldSeed: UInt64, upTo count: Int, _ summary: inout Summary) throws {
        var worlds = WorldGenerator(seed: worldSeed)
        CurrentProgram.note("seed \(worldSeed), its world\n")
        let generated = try worlds.world()
        let worldText = generated.isLarge ? "" : "\n\(generated.definitions)\n\(generated.world.text)\n"
        let others = configurations.dropFirst()
        let picked = configurations.prefix(1) + (others.isEmpty ? [] : [others[others.startIndex + Int(worldSeed % UInt64(others.count))]])
        let engines = picked.map { ($0, EngineRun(generated.world, $0)) }
        for number in 0..<UInt64(programsPerWorld) where summary.programs < count {
            var programs = ProgramGenerator(generated, seed: worldSeed &* 1_000 &+ number)
            let drawn = programs.program()
            summary.programs += 1
            guard let checked = drawn.checked else {
                summary.refusals[drawn.mistake?.code ?? "", default: 0] += 1
                if let path = Differential.refusalLog { Differential.append("\(drawn.mistake?.code ?? "") \(drawn.mistake?.message ?? ""): \(drawn.program.text)\n\n", to: path) }
                continue
            }
            summary.accepted += 1
            for stage in drawn.program.stages { summary.uses[stage.word, default: 0] += 1 }
            summary.note(checked)
            CurrentProgram.note("seed \(worldSeed), program \(number):\n\(drawn.program.text)\n\(worldText)")
            let expected = Agreement.Expected(checked, in: generated.world.reference)
            if case .failure = expected.least { summary.failing += 1 }
            // Which rows are behind a cell is asked of some.
            let random = SeededRandom(seed: worldSeed &* 1_000 &+ number)
            let questions: [Question] = [.answer] + (number % 4 == 0 ? [.sourceRows(random)] : [])
            for (configuration, engine) in engines {
                var isAgreed = true
                for question in questions where isAgreed {
                    guard let difference = question.difference(checked, expected, in: generated.world, engine) else { continue }
                    isAgreed = false
                    summary.disagreementCount += 1
                    let smaller = Shrinker(drawn.program, generated, configuration, question.anywhere).shrunk()
                    summary.disagreements.append("""
                        seed \(worldSeed), program \(number), \(configuration): \(difference)

                        \(drawn.program.text)

                        smaller: \(smaller.difference)

                        \(smaller.program.text)

                        definitions:
                        \(generated.definitions)

                        \(smaller.world.text)
                        """)
                }
                if !isAgreed { break }
            }
        }
    }

    /// `REFUSALS=file`: every refused program with the reason, for whoever works on the generator.
    private static let refusalLog = getenv("REFUSALS").map { String(cString: $0) }

    private static func append(_ text: String, to path: String) {
        guard let file = fopen(path, "a") else { return }
        fputs(text, file)
        fclose(file)
    }
}

extension Differential.Summary {
    fileprivate mutating func note(_ pipeline: CheckedPipeline) {
        _ = pipeline.mapExpressions { expression in
            expression.walk { part in
                switch part.node {
                case .call(let name, let overload, _): uses["\(name)/\(overload)", default: 0] += 1
                case .aggregate(let call): uses["\(call.function)/\(call.overload)", default: 0] += 1
                case .window(let call): uses["\(call.function)/\(call.overload)", default: 0] += 1
                case .reverse: uses["reverse link", default: 0] += 1
                case .linked: uses["link", default: 0] += 1
                case .ancestor: uses["ancestor", default: 0] += 1
                case .under: uses["under", default: 0] += 1
                case .successor: uses["successor", default: 0] += 1
                case .isInQuery, .query: uses["subquery", default: 0] += 1
                case .arithmetic(let form, _, _): uses["arithmetic \(form)", default: 0] += 1
                case .compare(_, let form, _, _, _): uses["compare \(form)", default: 0] += 1
                default: break
                }
            }
            return expression
        }
        for subquery in pipeline.subqueries { note(subquery.pipeline) }
    }
}

/// What is being run, so that it can be told when the process is stopped by a trap: nothing else could say which program it was.
enum CurrentProgram {
    nonisolated(unsafe) private static let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: 65_536)
    nonisolated(unsafe) private static var length = 0

    /// What was to be done about each signal before.
    nonisolated(unsafe) private static let before = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)

    private static let isWatching: Bool = {
        for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                write(2, CurrentProgram.buffer, CurrentProgram.length)
                // The instruction that trapped is met once more, and then whoever watched before is told.
                sigaction(number, CurrentProgram.before + Int(number), nil)
            }
            sigaction(number, &action, before + Int(number))
        }
        return true
    }()

    static func note(_ text: String) {
        guard isWatching else { return }
        length = 0
        for byte in text.utf8.prefix(65_536) {
            buffer[length] = CChar(bitPattern: byte)
            length += 1
        }
    }
}
