import Diagnostics
import Testing
@testable import Syntax

@Suite struct ExpressionTests {
    @Test(arguments: [
        ("a or b and c", "(or (name a) (and (name b) (name c)))"),
        ("not a == b", "(not (== (name a) (name b)))"),
        ("not a and b", "(and (not (name a)) (name b))"),
        ("a - b - c", "(- (- (name a) (name b)) (name c))"),
        ("a + b * c per d", "(+ (name a) (per (* (name b) (name c)) (name d)))"),
        ("-a ?? b", "(- (?? (name a) (name b)))"),
        ("a ?? -b ?? c", "(?? (?? (name a) (- (name b))) (name c))"),
        ("a * -b", "(* (name a) (- (name b)))"),
        ("- -a", "(- (- (name a)))"),
        ("-a.b", "(- (. (name a) b))"),
        ("a in 1..b + 1", "(in (name a) (.. (number 1) (+ (name b) (number 1))))"),
        ("a not in [1]", "(not-in (name a) (list (number 1)))"),
        ("a is not missing", "(is not missing (name a))"),
        ("a + b is present", "(is present (+ (name a) (name b)))"),
        ("if a then b else if c then d else e", "(if (name a) (name b) (if (name c) (name d) (name e)))"),
        ("if a then b else c or d", "(if (name a) (name b) (or (name c) (name d)))"),
        ("f(a, b: c, d desc where e)", "(call f (name a) (label b (name c)) (desc (name d)) (where (name e)))"),
        ("count(where a)", "(call count (where (name a)))"),
        ("a.under(\"x\").b", "(. (call (on (name a)) under (text \"x\")) b)"),
        ("(from a | take 1) + 1", "(+ (pipeline (name a) (take (number 1))) (number 1))"),
        ("a in (from b | keep c)", "(in (name a) (pipeline (name b) (keep (name c))))"),
        ("a in (b)..(c)", "(in (name a) (.. (parens (name b)) (parens (name c))))"),
        ("date + count * type", "(+ (name date) (* (name count) (name type)))"),
        ("[]", "(list)"),
        ("title == \"x\"", "(== (name title) (text \"x\"))"),
        ("text.length", "(. (name text) length)"),
        ("true and missing", "(and true missing)"),
    ])
    func groups(_ text: String, _ expected: String) {
        #expect(tree(text) == expected)
    }

    @Test func oneExpressionFillsItsText() {
        let result = Parser.parseExpression(source("@2019-H1"))
        #expect(describe(result.expression) == "(date 2019-H1)")
        #expect(result.diagnostics.isEmpty)
        #expect(Parser.parseExpression(source("1 2")).diagnostics.map(\.code) == ["does-not-fit"])
        #expect(Parser.parseExpression(source("")).diagnostics.map(\.code) == ["expected"])
    }

    @Test func spansHoldWhatWasWritten() throws {
        let text = source("from a | where  b.c + 1 == f( x )  | take 5")
        guard case .pipeline(let pipeline) = try #require(Parser.parse(text).script.statements.first).node,
            case .filter(let condition) = pipeline.stages[0].node, case .binary(_, let sign, let left, let right) = condition.node
        else { throw Unexpected() }
        #expect(text.slice(condition.span) == "b.c + 1 == f( x )")
        #expect(text.slice(left.span) == "b.c + 1")
        #expect(text.slice(sign) == "==")
        #expect(text.slice(right.span) == "f( x )")
        #expect(text.slice(pipeline.stages[1].word) == "take")
        #expect(text.slice(pipeline.stages[1].span) == "take 5")
        #expect(text.slice(pipeline.span) == text.text)
    }
}
