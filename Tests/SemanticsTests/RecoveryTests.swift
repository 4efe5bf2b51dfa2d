import Testing

/// Several mistakes are reported in one go, and nothing that only follows from one of them.
@Suite struct RecoveryTests {
    @Test(arguments: [
        // A wrong condition or order leaves the rows as they are.
        ("where lat | sort fe | keep idd", "lat, fe, idd"),
        ("where lat and fe > 1", "lat, fe"),
        ("where due is present and lat | where due > @2019 | keep idd", "lat, idd"),
        ("check fe > 1 else \"{idd}\" | take 5 | keep id", "fe"),
        // Every item of a stage is checked; what a wrong one should have made is passed over.
        ("add a = fe, b = 1 + lat, c = 1 | where a > 1 | keep b, c, d", "fe, lat, d"),
        ("add a = fe | set a = 1 | keep a.x, idd", "fe, idd"),
        ("set fee = fe | where fee > \"a\" | keep idd", "fe, idd"),
        ("keep id, a = fe, b = lat | sort a | keep b, c", "fe, lat, c"),
        ("summarize a = sum(fe), n = count() by lat, channel | where a > 1 and lat == 2 | keep n, m", "lat, fe, m"),
        ("summarize count() by unt | sort unt", "unt"),
        ("distinct fe, id | where fe > id2", "fe, id2"),
        ("rename a = fe, b = due | keep a, b, c", "fe, c"),
        ("drop fe, lat | keep idd", "fe, lat, idd"),
        // After a wrong lookup any name may be one of its columns.
        ("lookup nowhere as n on unit == n.id | where target > 1 and received > \"a\"", "nowhere, received > \"a\""),
        ("lookup (from units | keep id, nam) as n on unit == n.id | keep nam, idd", "nam, idd"),
        ("where unit in (from units | where lev == \"x\" | keep idd)", "lev, idd"),
        ("append (from units | keep idd) | keep ff", "idd, ff"),
        ("add x = max_of(fe, lat), y = [fe2, 1], z = fee in [fe3, fe4]", "fe, lat, fe2, fe3, fe4"),
        ("describe | keep idd", "idd"),
    ])
    func everyMistakeOnce(stages: String, underlined: String) {
        #expect(CheckedProgram("from dossiers | \(stages)").underlined .joined(separator: ", ") == underlined)
    }

    @Test func statementsAreCheckedOneByOne() {
        #expect(CheckedProgram("from dossiers | keep a\nfrom units | keep b").codes == ["unknown-column", "unknown-column"])
    }

    /// What hangs on a definition that was wrong is not wrong again.
    @Test func aWrongDefinitionIsReportedOnce() {
        #expect(CheckedProgram("let a = from dosiers\nlet b = from a | take 5\nfrom b | keep x").underlined == ["dosiers"])
        #expect(CheckedProgram("let n = 1 + \"a\"\nfrom dossiers | where fee > $n").codes == ["type-mismatch"])
    }
}
