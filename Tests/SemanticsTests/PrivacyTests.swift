import Semantics
import Testing

/// A private column may be filtered by, joined and counted; what would show something of it is private too.
@Suite struct PrivacyTests {
    private func privateColumns(_ program: String) -> [String] {
        CheckedProgram(program).last?.output.columns.filter(\.isPrivate).map(\.name) ?? ["mistakes"]
    }

    @Test(arguments: [
        ("from dossiers", ["applicant"]),
        ("from dossiers | where applicant ~ \"nguyễn\" | keep id", []),
        ("from dossiers | rename who = applicant | keep who, id", ["who"]),
        ("from dossiers | keep a = lower(applicant), b = \"{applicant}\", c = applicant == \"x\", d = if late then applicant else \"\"", ["a", "b", "d"]),
        ("from dossiers | add who = applicant | drop applicant | keep who | add again = who", ["who", "again"]),
        ("from dossiers | summarize count(applicant), count_distinct(applicant), max(applicant), n = count(where applicant ~ \"a\")", ["max_applicant"]),
        ("from dossiers | summarize count() by applicant", ["applicant"]),
        ("from dossiers | distinct applicant", ["applicant"]),
        ("from dossiers | keep x = applicant | append (from units | keep x = name)", ["x"]),
        ("from units | keep x = name | append (from dossiers | keep x = applicant)", ["x"]),
        ("from units | keep id | add a = first(dossiers.applicant), n = count(dossiers.applicant)", ["a"]),
        ("from units | keep id | lookup (from dossiers | keep unit, applicant) as d on id == d.unit", ["applicant"]),
        ("(from dossiers | take 1 | keep applicant)", ["value"]),
        ("title \"{(from dossiers | take 1 | keep applicant)}\"", ["value0"]),
        ("from dossiers | set applicant = \"x\" | keep applicant", []),
    ])
    func whatIsPrivate(program: String, columns: [String]) { #expect(privateColumns(program) == columns) }

    /// Messages of failed checks say that something is left out.
    @Test func messagesLeaveItOut() {
        guard case .check(let assertion)? = CheckedProgram("from dossiers | check late else \"{id} {applicant}\"").last?.stages.last?.node,
            case .interpolate(let parts)? = assertion.otherwise?.node, case .constant(let last)? = parts.last?.node
        else {
            Issue.record("no check with a message")
            return
        }
        #expect(last == .text("(private)"))
    }
}
