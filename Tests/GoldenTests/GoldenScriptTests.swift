import Support
import Testing

/// The format of golden scripts itself.
struct GoldenScriptTests {
    private static let text = """
        # world: small
        # locale: vi

        # A claim.
        [csv, plan]
        > from a
        . | where b
        ---
        n
        ¶
        2

        > 1 + 1

        """

    @Test("A file comes back as it was read")
    func roundTrip() {
        #expect(GoldenScript(name: "a", text: Self.text).text == Self.text)
    }

    @Test("Head, tags, prompt lines and answer")
    func parts() {
        let script = GoldenScript(name: "a", text: Self.text)
        #expect(script.options == ["world": "small", "locale": "vi"])
        let entries = script.entries
        #expect(entries.count == 2)
        #expect(entries[0].tags == ["csv", "plan"])
        #expect(entries[0].input == ["from a", "| where b"])
        #expect(entries[0].expected == ["n", "¶", "2"])
        #expect(entries[1].expected == nil)
    }

    @Test("Empty lines of an answer are marked, those at its end are dropped")
    func answer() {
        #expect(GoldenScript.lines(of: "a\n\nb\n\n") == ["a", "¶", "b"])
    }
}
