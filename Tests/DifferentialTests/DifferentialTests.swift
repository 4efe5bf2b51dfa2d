import Engine
import Glibc
import Semantics
import Support
import Testing

/// The engine against the reference, on programs that nobody wrote.
///
/// `PROGRAMS=100000 SEED=7 swift test --filter Differential` makes the run long and another one; what differs is then printed as it is
/// found. `CONFIGURATIONS=all` goes through every way to run the engine, `CONFIGURATIONS=files` reads the tables from files.
struct DifferentialTests {
    @Test("Random programs have the answer of the reference, with the optimiser's rules and without")
    func programs() throws {
        let count = Self.number("PROGRAMS") ?? 200
        let configurations: [EngineConfiguration] = switch Self.word("CONFIGURATIONS") {
        case "all": EngineConfiguration.all
        case "files": [.files]
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

    @Test("The same programs over tables in files, as users have them")
    func files() throws {
        let summary = try Differential([.files]).run(programs: 60, seed: 500)
        for disagreement in summary.disagreements { Issue.record(Comment(rawValue: disagreement)) }
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
