import Engine
import Glibc
import Semantics
import Support
import Testing

/// The engine against the reference, on programs that nobody wrote.
///
/// `PROGRAMS=100000 SEED=7 swift test --filter Differential` makes the run long and another one; what differs is then printed as it is
/// found. `CONFIGURATIONS=all` goes through every way to run the engine, `CONFIGURATIONS=files` reads the tables from files, `CONFIGURATIONS=cache`
/// from the cache of files, and `CONFIGURATIONS=disk` puts all on disk that can go there.
struct DifferentialTests {
    @Test("Random programs have the answer of the reference, with the optimiser's rules and without")
    func programs() throws {
        let count = Self.number("PROGRAMS") ?? 200
        let configurations: [EngineConfiguration] = switch Self.word("CONFIGURATIONS") {
        case "all": EngineConfiguration.all
        case "files": [.files]
        case "cache": [.cache]
        case "disk": EngineConfiguration.disk
        default: EngineConfiguration.usual
        }
        var shown = 0
        let summary = try Differential(configurations).run(programs: count, seed: UInt64(Self.number("SEED") ?? 1)) { summary in
            guard count > 1_000 else { return }
            for disagreement in summary.disagreements.dropFirst(shown) { print(disagreement) }
            shown = summary.disagreements.count
            if summary.programs % 1_000 < 8 { print("\(summary.programs) programs, \(shown) disagreements") }
            fflush(nil)
        }
        for disagreement in summary.disagreements { Issue.record(Comment(rawValue: disagreement)) }
        // Of a few programs, had again by their seed, the share says nothing.
        #expect(count < 100 || summary.acceptedShare > 0.9, "the checker refuses too many programs: \(summary.refusals)")
        if count > 1_000 { Self.report(summary) }
    }

    @Test("The answer is the same in every way to run the engine: small batches, rules off, tables in files and in the cache, rows on disk", arguments: EngineConfiguration.all)
    func configurations(_ configuration: EngineConfiguration) throws {
        let summary = try Differential([configuration]).run(programs: configuration.tables == .files || configuration.tables == .cache ? 60 : 16, seed: 500)
        for disagreement in summary.disagreements { Issue.record(Comment(rawValue: disagreement)) }
    }

    @Test("Every stage is drawn")
    func stages() throws {
        var words: Set<String> = []
        for seed in 0..<40 as Range<UInt64> {
            var worlds = WorldGenerator(seed: seed)
            let world = try worlds.world()
            for number in 0..<8 as Range<UInt64> {
                var programs = ProgramGenerator(world, seed: seed * 8 + number)
                words.formUnion(programs.program().program.words)
            }
        }
        let keywords = try #require(ProjectFolder.text("\(ProjectFolder.path)/Grammar/keywords.txt"))
        let line = try #require(keywords.split(separator: "\n").first { $0.hasPrefix("stage") })
        let stages = Set(line.split(separator: " ").dropFirst().map(String.init))
        // `save` writes what `show` shows.
        #expect(stages.subtracting(words) == ["save"])
    }

    private static func word(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static func number(_ name: String) -> Int? { word(name).flatMap { Int($0) } }

    private static func report(_ summary: Differential.Summary) {
        print("\(summary.programs) programs, \(summary.accepted) accepted, \(summary.failing) end in an error")
        let rows = Set(FunctionTables.signatures.map(\.name)).sorted().flatMap { name in
            FunctionTables.signatures(named: name).indices.map { "\(name)/\($0)" }
        }
        print("  never called: \(rows.filter { summary.uses[$0] == nil })")
        for (use, count) in summary.uses.sorted(by: { $0.key < $1.key }) { print("  \(use): \(count)") }
        for (code, count) in summary.refusals.sorted(by: { $0.key < $1.key }) { print("  refused for \(code): \(count)") }
    }
}
