import Semantics
import Testing

/// `check` and `warn`: over rows, or over the table when they aggregate.
@Suite struct AssertionTests {
    private func assertion(_ program: String) -> CheckedAssertion? {
        guard case .check(let assertion)? = CheckedProgram(program).last?.stages.last?.node else { return nil }
        return assertion
    }

    @Test func aggregatesMakeItATableCheck() {
        #expect(assertion("from dossiers | check received > @2016")?.isOverTable == false)
        #expect(assertion("from dossiers | check count() > 5")?.isOverTable == true)
        #expect(assertion("from dossiers | check on_time_rate > 90%")?.isOverTable == true)
        #expect(assertion("from units | check count(dossiers) > 5")?.isOverTable == false)
        #expect(assertion("from units | check dossiers.on_time_rate > 90%")?.isOverTable == false)
        #expect(assertion("check (from dossiers | summarize count()) == 23_117")?.isOverTable == true)
    }

    /// The two sides of an `==` are shown when it fails.
    @Test func sidesOfAnEquality() {
        #expect(assertion("from dossiers | check fee == 5")?.sides?.0.type.description == "money VND?")
        #expect(assertion("from dossiers | check fee > 5")?.sides == nil)
        #expect(assertion("from dossiers | check fee == 5 and late")?.sides == nil)
        #expect(assertion("from dossiers | check applicant == \"x\"")?.sides == nil)
    }

    @Test func textIsKeptForMessages() {
        let found = assertion("from dossiers | check fee == 5 source \"Báo Nam Định\" else \"{id}: sai phí\"")
        #expect(found?.text == "fee == 5")
        #expect(found?.source == "Báo Nam Định")
        #expect(found?.otherwise?.type.description == "text")
    }

    /// `within` includes the limit: numbers, money and points as they are, a percentage of the right side.
    @Test(arguments: [
        ("i == 5 within 1", ""), ("d == 5.5 within 0.5", ""), ("vnd == 5 tỷ within 1 million", ""), ("vnd == 5 tỷ within 1%", ""), ("f == 3 within 2%", ""),
        ("r == 94.9% within 0.05 points", ""), ("pt == 1 points within 0.1 points", ""),
        ("r == 94.9% within 0.05", "type-mismatch: a distance in percentage points is wanted here, not a number"),
        ("r == 94.9% within 1%", "type-mismatch: a distance in percentage points is wanted here, not a ratio"),
        ("i == 5 within 1 points", "type-mismatch: a number or a percentage is wanted here, not percentage points"),
        ("vnd == 5 within i", "unknown-name: 'i' is not known here"),
        ("i > 5 within 1", "within-without-equal: 'within' measures how far two sides are apart, so it needs '=='"),
        ("s == \"a\" within 1", "type-mismatch: a number or a percentage is wanted here, not a whole number"),
        ("i", "type-mismatch: a condition is wanted here, not a whole number"),
        ("i > 5 else \"{nothing}\"", "unknown-column: 'nothing' is not a column of kinds"),
    ])
    func within(condition: String, message: String) { #expect(CheckedProgram("from kinds | check \(condition)").messages == message) }
}
