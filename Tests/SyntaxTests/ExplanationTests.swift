import Diagnostics
import Testing
@testable import Syntax

/// Every code has an example, and every example is one.
@Suite struct ExplanationTests {
    @Test(arguments: Explanation.syntax.map(\.code))
    func theWrongTextHasTheMistakeAndTheRightOneNone(_ code: String) throws {
        for explanation in Explanation.syntax where explanation.code == code {
            #expect(codes(explanation.wrong) == [code])
            #expect(codes(explanation.right) == [])
        }
    }

    @Test func everyCodeIsExplainedOnce() {
        let codes: [[any DiagnosticCode]] = [CharacterCode.allCases, TextCode.allCases, WordCode.allCases, PipelineCode.allCases, StructureCode.allCases]
        let reported = Set(codes.flatMap { $0.map { code in code.rawValue } })
        #expect(reported == Set(Explanation.syntax.map(\.code)))
        #expect(Explanation.syntax.count == reported.count)
    }

    @Test func messagesBeginSmallAndStayInTheUsersWords() throws {
        let internalWords = ["token", "expression", "identifier", "parse", "syntax", "operand", "literal"]
        for explanation in Explanation.syntax {
            for diagnostic in parse(explanation.wrong).diagnostics {
                #expect(diagnostic.message.first?.isUppercase != true)
                for word in internalWords where explanation.code != "brace-never-closed" {
                    #expect(!diagnostic.message.contains(word), "\(diagnostic.message)")
                }
            }
        }
    }
}
