import Diagnostics
import Testing
@testable import Syntax

/// The scripts of the project, and those of the language's first description where they are at hand.
@Suite struct ExampleTests {
    private static let prototypes = packageRoot + "/../shared/prototypes/language"

    @Test func theProjectsScriptsParseAndKeepTheirMeaning() {
        for path in ["/Examples", "/Scripts/reports"].flatMap({ scripts(in: packageRoot + $0) }) {
            guard let text = contents(of: path) else { continue }
            #expect(codes(text) == [], "\(path)")
            expectStable(text)
        }
    }

    @Test(.enabled(if: contents(of: prototypes + "/examples.txt") != nil, "the shared examples are not here"))
    func theFirstExamplesParse() throws {
        let text = try #require(contents(of: Self.prototypes + "/examples.txt"))
        let examples = text.split(separator: "#%%").map { $0.drop { $0 != "\n" } }
        #expect(examples.count == 32)
        for example in examples.map(String.init) + ["/model.mc", "/report.mc"].compactMap({ contents(of: Self.prototypes + $0) }) {
            #expect(codes(example) == [], "\(example)")
            expectStable(example)
        }
    }

    /// A pipeline means the same on one line and with a line for each stage.
    @Test(.enabled(if: contents(of: prototypes + "/examples.txt") != nil, "the shared examples are not here"))
    func lineBreaksBeforeStagesMeanNothing() throws {
        let text = try #require(contents(of: Self.prototypes + "/examples.txt"))
        let joined = text.replacing(/\s*\n\s*\|/, with: " |")
        let broken = text.replacing(" | ", with: "\n  # a comment\n\n  | ")
        #expect(tree(joined) == tree(text))
        #expect(tree(broken) == tree(text))
    }
}
