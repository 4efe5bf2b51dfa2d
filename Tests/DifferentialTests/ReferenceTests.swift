import Diagnostics
import Engine
import Reference
import Semantics
import Support
import Syntax
import Testing

/// The reference itself: it knows every function, and says of the examples what the manual says.
struct ReferenceTests {
    /// A world in which the examples of the manual hold.
    private static let model = """
        edition 1

        calendar vn {
          weekend       = ["saturday", "sunday"]
          covers        = @2016..@2026
          reporting_day = 15
          also_off      = [
            @2018-12-31, @2019-01-01, @2019-02-04, @2019-02-05, @2019-02-06, @2019-02-07, @2019-02-08, @2019-04-15, @2019-04-29,
            @2019-04-30, @2019-05-01, @2019-09-02
          ]
          also_working  = [@2019-01-05, @2019-05-04]
        }
        """

    @Test("Every function's example gives what the engine gives", arguments: FunctionTables.signatures.map(\.example.source))
    func example(_ written: String) throws {
        let world = try TestWorld(modelText: Self.model, tables: [], asOf: 18_166)
        let source = SourceText(name: SourceText.typed, text: written)
        let (expression, _) = Parser.parseExpression(source)
        let checker = Checker(catalogue: TestCatalogue(world.infos), environment: world.environment)
        let checked = try #require(checker.checkValue(expression, in: source), "\(checker.diagnostics)")
        let expected = Agreement.Expected(checked, in: world.reference)
        let difference = Agreement.difference(expected, EngineRun(world, EngineConfiguration("as it is")).run(checked), notices: checked.notices)
        #expect(difference == nil)
    }

    @Test("A seed gives the same world and the same program again")
    func seeds() throws {
        func drawn() throws -> (String, String) {
            var worlds = WorldGenerator(seed: 42)
            let generated = try worlds.world()
            var programs = ProgramGenerator(generated, seed: 42)
            return (generated.world.text, programs.program().program.text)
        }
        #expect(try drawn() == drawn())
    }
}
