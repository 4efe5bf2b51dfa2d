import Diagnostics
import Semantics
import Syntax
import Testing

/// What a model file declares, and what it may not.
@Suite struct ModelTests {
    private func build(_ text: String) -> (model: Model, messages: String) {
        let source = SourceText(name: "model.mc", text: text)
        let parsed = Parser.parse(source)
        let (model, found) = ModelBuilder.build(parsed.script, source: source)
        return (model, (parsed.diagnostics + found).map { "\($0.code): \($0.message)" }.joined(separator: "; "))
    }

    /// What is wrong with the definitions of a model, which are checked against their own tables as strictly as a saved script.
    private func definitions(_ text: String) -> String {
        let (model, messages) = build(text)
        var environment = Environment()
        environment.isStrict = true
        environment.asOf = 18_000
        let checker = Checker(catalogue: TestCatalogue(model: text), environment: environment)
        for table in model.tables { checker.checkDefinitions(of: table.info) }
        return messages + checker.diagnostics.map { "\($0.code): \($0.message)" }.joined(separator: "; ")
    }

    @Test func theModelOfTheseTestsIsRight() {
        let (model, messages) = build(provinceModel)
        #expect(messages == "")
        #expect(definitions(provinceModel) == "")
        #expect(model.edition == 1)
        #expect(model.tables.map(\.info.name) == ["units", "procedures", "dossiers", "enterprises", "letters", "kinds"])
        #expect(model.tables.map(\.file) == ["units.csv", "procedures.csv", "dossiers-*.csv", "enterprises.csv", "letters.csv", "kinds.csv"])
    }

    @Test func tablesSayWhatTheyAre() throws {
        let units = try #require(build(provinceModel).model.tables.first).info
        #expect(units.key == "id")
        #expect(units.labelColumn == "name")
        #expect(units.tree?.levels == ["province", "district", "commune"])
        #expect(units.column("name")?.label == "Đơn vị")
        #expect(units.column("parent")?.type.description == "units?")
        let labels = build(provinceModel).model.tables.map { $0.info.labelColumn ?? "–" }
        #expect(labels == ["name", "title", "id", "name", "id", "s"])
    }

    /// A link gives its target a way back, under the name of the table that links; two links are named by the model.
    @Test func linksGiveAWayBack() throws {
        let model = build(provinceModel).model
        let units = try #require(model.tables.first).info
        #expect(units.reverseLinks.map { "\($0.name) = \($0.table).\($0.column)" } == [
            "procedures = procedures.agency", "dossiers = dossiers.unit", "enterprises = enterprises.district", "letters_sent = letters.sender", "letters_received = letters.receiver",
        ])
        #expect(model.tables[1].info.reverseLinks.map(\.name) == ["dossiers", "kinds"])
    }

    @Test(arguments: [
        ("table t { a: text\n a: int }", "similar-columns: 'a' is declared twice in t"),
        ("table t { tỉnh: text\n Tinh: text }", "similar-columns: 'tỉnh' and 'Tinh' differ only in case or marks"),
        ("table t { a: text\n a = 5 }", "similar-columns: 'a' is declared twice in t"),
        ("table t { a: text\n b = 1\n measure B = count() }", "similar-columns: 'b' and 'B' differ only in case or marks"),
        ("table t { a: text }\ntable t { b: text }", "duplicate-table: there are two tables 't'"),
        ("table t { a: txt }", "unknown-type: there is no type or table 'txt'"),
        ("table t { a: list of thing }", "unknown-type: there is no type or table 'thing'"),
        ("table t { a: one of [\"x\", 5] }", "type-mismatch: a value of 'one of' is text in quotes"),
        ("table t { a: one of [\"x\", \"x\"] }", "repeated-value: 'x' stands in the list twice"),
        ("table t { a: text key\n b: text key }", "table-key: t has a key already: 'a'"),
        ("table t { a: text? key }", "table-key: a key is never missing, so its type has no '?'"),
        ("table t { a: float key }", "table-key: a key is text or a whole number"),
        ("table t { a: text }\ntable u { t: t }", "link-without-key: t has no key, so nothing can link to it"),
        ("table t { a: text key\n l: one of [\"x\"]\n p: text?\n tree p levels l }", "tree-parent: 'p' must be a column of t that links to t"),
        ("table t { a: text key\n l: text\n p: t?\n tree p levels l }", "tree-levels: 'l' must be a column of t with  one of [...]"),
        ("table t { a: text key\n l: one of [\"a\", \"x\"]\n p: t?\n tree p levels l }", "tree-levels: 'a' is both a level and a column of t, so a path could mean either"),
        ("table t { a: text key\n link us = u.b }\ntable u { b: text }", "reverse-link: 'u.b' is not a link to t"),
    ])
    func tables(text: String, message: String) { #expect(build(text).messages == message) }

    @Test(arguments: [
        ("weekend = [\"saturday\", \"sunday\"]\n covers = @2016..@2026\n reporting_day = 15\n counts_from = \"next day\"\n also_off = [@2019-02-11]", ""),
        ("covers = @2019", ""),
        ("weekend = [\"sat\"]", "calendar-setting: 'weekend' is a list of days of the week, such as  [\"saturday\", \"sunday\"]"),
        ("holidays = 5", "calendar-setting: 'holidays' is the name of a file in quotes"),
        ("covers = @2026..@2016", "calendar-setting: 'covers' is a period, such as  @2016..@2026"),
        ("covers = \"2016\"", "calendar-setting: 'covers' is a period, such as  @2016..@2026"),
        ("counts_from = \"same day\"", "calendar-setting: 'counts_from' can only be \"next day\" (Civil Code 2015, article 147)"),
        ("reporting_day = 31", "calendar-setting: 'reporting_day' is a day from 1 to 28"),
        ("based_on = \"other\"", "calendar-setting: 'based_on' names a calendar that stands before this one"),
        ("also_off = @2019-02-11", "calendar-setting: a list of days is written  [@2019-02-11, @2019-02-12]"),
        ("also_off = [@2019]", "calendar-setting: a day is written  @2019-02-11"),
        ("holiday = \"x.csv\"", "calendar-setting: a calendar has no setting 'holiday'"),
        ("reporting_day = 15\n reporting_day = 16", "calendar-setting: 'reporting_day' is set twice"),
    ])
    func calendars(settings: String, message: String) { #expect(build("calendar vn {\n \(settings)\n}").messages == message) }

    @Test func aCalendarMayBuildOnAnother() throws {
        let model = build("calendar vn { covers = @2016..@2026 }\ncalendar office { based_on = \"vn\"\n also_working = [@2019-02-11] }").model
        #expect(model.calendars.map(\.name) == ["vn", "office"])
        #expect(model.calendars[0].covers?.name == "2016-01-01..2026-12-31")
        #expect(model.calendars[1].basedOn == "vn")
        #expect(model.calendars[1].alsoWorking.count == 1)
    }

    /// Definitions are checked where they stand, all of them, and a measure is what it promises to be.
    @Test(arguments: [
        ("late = due < @2019", "unguarded-comparison: 'due' may be missing, and then '<' would quietly be false"),
        ("late = due is present and due < @2019", ""),
        ("a = b\n b = a", "circular-definition: 'b' is defined by itself; circular-definition: 'a' is defined by itself"),
        ("a = x\n b = y", "unknown-column: 'x' is not a column of t; unknown-column: 'y' is not a column of t"),
        ("measure m = fee", "column-outside-aggregate: 'fee' has a value for each row, and here many rows become one"),
        ("measure m: int = count()", ""),
        ("measure m: text = count()", "type-mismatch: text as 'm' promises is wanted here, not a whole number"),
        ("check fee > 5 else \"{id}: {y}\"", "unknown-column: 'y' is not a column of t"),
        ("warn due is missing or due > @2016 else \"{id}\"", ""),
    ])
    func definitionsOfATable(definition: String, message: String) {
        #expect(definitions("table t file \"t.csv\" {\n id: text key\n due: date?\n fee: int\n \(definition)\n}") == message)
    }
}
