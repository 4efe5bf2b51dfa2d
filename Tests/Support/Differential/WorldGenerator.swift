import Columns
import Diagnostics
import Randomness
import Semantics

/// Small random worlds: a tree of units, cases that link to it, and sometimes kinds of cases and notes on them.
///
/// Sizes lie around the edges (nothing, one row, a batch and one more or less), values repeat and are missing, texts are
/// Vietnamese, some of them not in normal form, and numbers are small with a few that are not.
package struct WorldGenerator {
    private var random: SeededRandom

    package init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// What a definition is called and what it gives.
    package struct Definition: Sendable {
        package var name: String
        package var kind: Type.Kind
    }

    /// A world and what its model defines beyond columns.
    package struct Generated: Sendable {
        package var world: TestWorld
        /// Lines of a script before the programs: parameters, lets, functions.
        package var definitions: String
        /// Computed columns of each table.
        package var computed: [String: [Definition]]
        package var measures: [String: [Definition]]
        /// Tables with many rows, for which short programs must do.
        package var isLarge: Bool
    }

    private struct Column {
        var name: String
        var type: String
        var kind: Type.Kind
        var isOptional = false
        var options = ""
    }

    package mutating func world() throws(DiagnosticList) -> Generated {
        let isLarge = random.oneIn(25)
        let unitCount = random.pick(weighted: [(1, 0), (1, 1), (4, 6), (4, 9)])
        let kindCount = random.pick(weighted: [(1, 0), (1, 1), (4, 3), (2, 5)])
        let caseCount = isLarge ? random.pick([2_049, 2_049, Batch.capacity + 1]) : random.pick(weighted: [(1, 0), (1, 1), (2, 2), (5, 7), (5, 12), (3, 30)])
        let noteCount = isLarge ? random.pick([0, 7]) : random.pick(weighted: [(1, 0), (1, 1), (4, 8), (2, 20)])
        let hasKinds = random.oneIn(2)
        let hasNotes = random.oneIn(2)
        let kindKeyIsNumber = random.oneIn(2)

        var model = """
            edition 1

            calendar office {
              weekend       = ["saturday", "sunday"]
              covers        = @2017..@2021
              reporting_day = \(random.pick([1, 15, 15, 28]))
              also_off      = [@2019-01-01, @2019-04-15, @2019-04-30, @2019-05-01]
              also_working  = [@2019-05-04]
            }

            calendar six_days {
              weekend = ["sunday"]
              covers  = @2016..@2022
            }

            """
        var tables: [TestWorld.Table] = []
        var computed: [String: [Definition]] = [:]
        var measures: [String: [Definition]] = [:]

        // Units, which may take one another's place.
        let unitsChange = random.oneIn(3)
        let units = unitRows(unitCount, change: unitsChange)
        model += """

            table units file "units.csv" {
              id: text key
              name: text label "Đơn vị"
              level: one of ["province", "district", "commune"]
              parent: units?
              weight: int?
              \(unitsChange ? "since: date?\n  until: date?\n  heir: units?\n  valid from since to until into heir" : "")
              tree parent levels level
              is_high = level != "commune"
              measure unit_count = count()
              measure high_share = count(where is_high) per count()
            }

            """
        computed["units"] = [Definition(name: "is_high", kind: .bool)]
        measures["units"] = [Definition(name: "unit_count", kind: .int(nil)), Definition(name: "high_share", kind: .ratio(counted: true))]
        tables.append(TestWorld.Table(name: "units", rows: units))
        let unitKeys = units.map { $0[0] } + [.text("gone")]

        // Kinds
        var kindKeys: [Value] = []
        if hasKinds {
            model += """

                table kinds file "kinds.csv" {
                  code: \(kindKeyIsNumber ? "int" : "text") key
                  title: text?
                  days: int
                  price: money VND?
                  quick = days <= 3
                  measure kind_days = sum(days)
                }

                """
            computed["kinds"] = [Definition(name: "quick", kind: .bool)]
            measures["kinds"] = [Definition(name: "kind_days", kind: .int(nil))]
            let rows = (0..<kindCount).map { index -> [Value] in
                [kindKeyIsNumber ? .int(Int64(index * 3 + 1)) : .text("K\(index)"), maybe(text(), 5), .int(number()), maybe(.decimal(money()), 4)]
            }
            tables.append(TestWorld.Table(name: "kinds", rows: rows))
            kindKeys = rows.map { .text(key($0[0])) } + [.text(kindKeyIsNumber ? "77" : "nowhere")]
        }

        // Cases
        let columns = caseColumns(hasKinds: hasKinds)
        let hasOrigin = columns.contains { $0.name == "origin" }
        model += "\ntable cases file \"cases.csv\" {\n  id: \(random.oneIn(3) ? "int" : "text") key\n"
        let caseKeyIsNumber = model.hasSuffix("id: int key\n")
        for column in columns { model += "  \(WrittenValue.name(column.name)): \(column.type)\(column.isOptional ? "?" : "") \(column.options)\n" }
        let names = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var caseComputed: [Definition] = []
        var caseMeasures = [Definition(name: "case_count", kind: .int(nil))]
        model += "  measure case_count = count()\n"
        if let n = names["n"] {
            model += "  is_big = \(n.isOptional ? "n is present and " : "")n > 3\n  twice = n * 2\n"
            model += "  measure total = sum(n)\n  measure big_share = count(where is_big) per count()\n"
            caseComputed += [Definition(name: "is_big", kind: .bool), Definition(name: "twice", kind: .int(nil))]
            caseMeasures += [Definition(name: "total", kind: .int(nil)), Definition(name: "big_share", kind: .ratio(counted: true))]
        }
        if names["fee"] != nil {
            model += "  measure fees = sum(fee)\n"
            caseMeasures.append(Definition(name: "fees", kind: .decimal(Currency("VND"))))
        }
        if names["due"] != nil, names["done"] != nil {
            model += "  late = due is present and (if done is present then done.day > due.day else due < $as_of)\n"
            model += "  measure late_share = count(where late) per count(where due is present)\n"
            caseComputed.append(Definition(name: "late", kind: .bool))
            caseMeasures.append(Definition(name: "late_share", kind: .ratio(counted: true)))
        }
        if unitsChange, names["day"] != nil {
            model += "  unit_then = unit.at(day)\n"
            caseComputed.append(Definition(name: "unit_then", kind: .link("units")))
        }
        if hasOrigin {
            // Two links to one table need a name each, which stand in the table they lead to.
            model = model.replacingFirst("  is_high =", "  link here = cases.unit\n  link sent = cases.origin\n  is_high =")
        }
        model += "}\n"
        computed["cases"] = caseComputed
        measures["cases"] = caseMeasures
        let rows = (0..<caseCount).map { index -> [Value] in
            [caseKeyIsNumber ? .int(Int64(index + 1)) : .text("C\(index + 1)")] + columns.map { value($0, unitKeys: unitKeys, kindKeys: kindKeys) }
        }
        tables.append(TestWorld.Table(name: "cases", rows: rows))
        let caseKeys: [Value] = rows.prefix(10).map { .text(key($0[0])) } + [.text("lost")]

        // Notes
        if hasNotes {
            model += """

                table notes file "notes.csv" {
                  id: text key
                  about: cases?
                  score: float?
                  words: text
                  on: date?
                  measure note_count = count()
                  measure mean_score = avg(score)
                }

                """
            measures["notes"] = [Definition(name: "note_count", kind: .int(nil)), Definition(name: "mean_score", kind: .float(nil))]
            let rows = (0..<noteCount).map { index -> [Value] in
                [.text("N\(index)"), maybe(random.pick(caseKeys), 6), maybe(.float(float()), 5), text(), maybe(.date(day()), 5)]
            }
            tables.append(TestWorld.Table(name: "notes", rows: rows))
        }
        let definitions = """
            let limit = 3
            let share = 50%
            let wanted = ["Huyện Ý Yên", "a", ""]
            let several = [1, 2, 3]
            let high = from units | where level != "commune"
            let some = from cases | take 5
            fn double(x: int): int = x * 2
            fn before(a: date, b: date): bool = a < b
            """
        let world = try TestWorld(modelText: model, tables: tables, asOf: 18_000 + Int32(random.number(0...200)), definitions: definitions)
        return Generated(world: world, definitions: definitions, computed: computed, measures: measures, isLarge: isLarge)
    }

    // MARK: Columns

    private mutating func caseColumns(hasKinds: Bool) -> [Column] {
        var columns = [Column(name: "unit", type: "units", kind: .link("units"), isOptional: random.oneIn(2))]
        if hasKinds { columns.append(Column(name: "kind", type: "kinds", kind: .link("kinds"), isOptional: random.oneIn(2))) }
        if random.oneIn(4) { columns.append(Column(name: "origin", type: "units", kind: .link("units"), isOptional: true)) }
        let values = ["new", "open", "done", "phân loại"]
        let pool = [
            Column(name: "n", type: "int", kind: .int(nil)), Column(name: "m", type: "int", kind: .int(nil)),
            Column(name: "amount", type: "decimal", kind: .decimal(nil)), Column(name: "fee", type: "money VND", kind: .decimal(Currency("VND"))),
            Column(name: "cost", type: "money USD", kind: .decimal(Currency("USD"))), Column(name: "weight", type: "float", kind: .float(nil)),
            Column(name: "rate", type: "ratio", kind: .ratio(counted: false)), Column(name: "gap", type: "points", kind: .points),
            Column(name: "urgent", type: "bool", kind: .bool), Column(name: "name", type: "text", kind: .text),
            Column(name: "số", type: "text", kind: .text), Column(name: "mã (1)", type: "text", kind: .text, options: "label \"Mã\""),
            Column(name: "day", type: "date", kind: .date), Column(name: "due", type: "date", kind: .date),
            Column(name: "received", type: "timestamp", kind: .timestamp), Column(name: "done", type: "timestamp", kind: .timestamp),
            Column(name: "span", type: "period", kind: .period), Column(name: "term", type: "duration", kind: .duration),
            Column(name: "status", type: "one of [\(values.map { "\"\($0)\"" }.joined(separator: ", "))]", kind: .enumeration(values)),
        ]
        for column in pool where !random.oneIn(3) {
            var column = column
            column.isOptional = !random.oneIn(3)
            columns.append(column)
        }
        return columns
    }

    private mutating func value(_ column: Column, unitKeys: [Value], kindKeys: [Value]) -> Value {
        if column.isOptional, random.oneIn(5) { return .missing }
        switch column.kind {
        case .link("units"): return random.oneIn(12) ? .text("gone") : random.pick(unitKeys)
        case .link: return random.pick(kindKeys)
        case .int: return .int(number())
        case .decimal(let currency): return .decimal(currency == nil ? decimal() : money())
        case .float: return .float(float())
        case .ratio: return .ratio(.decimal(Decimal(Int128(random.number(-200...1_200)), scale: 1)), .int(100))
        // Quarters of the way between two of them are whole tenths of a point, so that texts do not hang on the last bit.
        case .points: return .float(Double(random.number(-12...12) * 4) / 1_000)
        case .bool: return .bool(random.oneIn(2))
        case .text: return text()
        case .date: return .date(day())
        case .timestamp: return .timestamp((Int64(day()) * 1_440 + Int64(random.number(0...1_439)) - 420) * 60_000_000)
        case .period: return .period(period())
        case .duration: return .duration(random.pick([Duration(months: 1), Duration(months: 3, days: 2), Duration(days: 10), Duration(workingDays: 5), Duration(days: -7), Duration()]))
        case .enumeration(let values): return .text(random.pick(values))
        case .nothing, .list: return .missing
        }
    }

    private mutating func unitRows(_ count: Int, change: Bool) -> [[Value]] {
        let names = ["Nam Định", "Huyện Ý Yên", "Thành phố Nam Định", "Xã Yên Bằng", "Phường 10", "Phường 2", "Thị trấn Lâm", "Xã Yên Bằng", "H. Giao Thuỷ"]
        return (0..<count).map { index in
            let level = index == 0 ? "province" : index < 3 ? "district" : "commune"
            let parent: Value = index == 0 ? .missing : index < 3 ? .text("U0") : random.oneIn(10) ? .missing : .text("U\(random.number(1...2))")
            let row: [Value] = [.text("U\(index)"), .text(names[index % names.count]), .text(level), parent, maybe(.int(number()), 4)]
            guard change else { return row }
            // Whoever takes a place stands further down, so that nobody takes their own.
            let heir: Value = random.oneIn(2) || index + 1 == count ? .missing : random.oneIn(12) ? .text("gone") : .text("U\(random.number(index + 1...count - 1))")
            let until: Value = heir == .missing && !random.oneIn(4) ? .missing : maybe(.date(18_000 + Int32(random.number(-100...250))), 8)
            return row + [maybe(.date(17_900 + Int32(random.number(-200...150))), 3), until, heir]
        }
    }

    // MARK: Values

    private mutating func maybe(_ value: Value, _ often: Int) -> Value { random.oneIn(often) ? .missing : value }

    private func key(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .int(let number): "\(number)"
        default: ""
        }
    }

    private mutating func number() -> Int64 {
        random.oneIn(60) ? random.pick([.max, .min, .max / 2, 4_000_000_000]) : Int64(random.number(-4...9))
    }

    private mutating func decimal() -> Decimal {
        random.oneIn(60) ? random.pick([Decimal(Int128(10_000_000_000_000_000_001), scale: 4), Decimal(Int128(-1), scale: 9)]) : Decimal(Int128(random.number(-500...900)), scale: random.number(0...3))
    }

    private mutating func money() -> Decimal { Decimal(Int128(random.number(-2...40) * 50_000)) }

    private mutating func float() -> Double {
        // None so small that a quarter of the way to another one lies between two texts of twelve digits.
        random.oneIn(30) ? random.pick([0, -0.0, 1e15, 1e-4, 0.1]) : Double(random.number(-80...80)) / 16
    }

    private mutating func day() -> Int32 { random.oneIn(80) ? random.pick([-30_000, 25_000]) : 17_900 + Int32(random.number(0...260)) }

    private mutating func period() -> Period {
        let day = self.day()
        if random.oneIn(6) { return Period(first: day, last: day + Int32(random.number(0...40))) }
        return random.pick(PeriodUnit.allCases).period(containing: day)
    }

    private mutating func text() -> Value {
        .text(random.pick(weighted: [
            (12, random.pick(["a", "b", "", "Đường", "duong", "Huyện Ý Yên", "UBND huyện Ý Yên", "Phường 10", "Phường 2", "hoà", "hòa", "quý", "  trống ", "A", "ô", "thủy"])),
            // As some keyboards leave it: letters and marks apart.
            (2, random.pick(["Đu\u{31B}o\u{31B}\u{300}ng", "hoa\u{300}", "Huye\u{323}\u{302}n Y\u{301} Y\u{EA}n", "o\u{302}"])),
            (3, random.pick(["000.00.16.H40-190628-0007", "H15.50.05.13-191008-0975", "0601177989", "0601177989-001", "30/6/2019", "1.234,5", "12.50", "-7", "2019-06-30"])),
            (1, "x\(random.number(0...4))"),
        ]))
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, _ new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
