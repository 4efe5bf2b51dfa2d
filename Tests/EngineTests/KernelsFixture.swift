import Columns
import Engine
import Semantics
import Tables

/// A world for kernels: one tree of units, the calendar of 2018–2019 with its make-up Saturdays, and the zone of Vietnam.
enum KernelsFixture {
    /// Around the edges of a word of bits and of a batch.
    static let sizes = [0, 1, 63, 64, 65, 2_048]

    static func context(makeUpSaturdays: Bool = true, style: NumberStyle = .c) -> QueryContext {
        QueryContext(
            tables: OneTable(units), calendars: Calendars([calendar(makeUpSaturdays: makeUpSaturdays)]), zone: .hoChiMinh,
            asOf: day(2019, 6, 30), style: style)
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        CivilDate(year: year, month: month, day: day)?.days ?? 0
    }

    /// The days off on weekdays and the Saturdays worked instead, 2018-12 to 2019, by decision of the Prime Minister.
    static func calendar(makeUpSaturdays: Bool) -> WorkingCalendar {
        var off: Set<Int32> = [
            day(2018, 12, 31), day(2019, 1, 1), day(2019, 4, 15), day(2019, 4, 29), day(2019, 4, 30), day(2019, 5, 1), day(2019, 9, 2),
        ]
        for date in 4...8 { off.insert(day(2019, 2, date)) }
        let worked: Set<Int32> = makeUpSaturdays ? [day(2019, 1, 5), day(2019, 5, 4)] : []
        let covers = Period(first: day(2018, 1, 1), last: day(2019, 12, 31))
        return WorkingCalendar(name: "vn", covers: covers, reportingDay: 15) { date in
            worked.contains(date) || CivilDate.weekday(date) < 5 && !off.contains(date)
        }
    }

    private static func linkedKeys(_ keys: [String]) -> LinkedKeys {
        do { return try LinkedKeys(.of(keys.map { .text($0) }, type: .text)) } catch { preconditionFailure("the keys of the sample are different") }
    }

    /// Nam Định, two districts, a township of the same bare name as its district, and two communes.
    static let units: LinkedTable = {
        let keys = ["36", "358", "366", "13708", "14242", "14317"]
        let names = ["Tỉnh Nam Định", "Huyện Mỹ Lộc", "Huyện Hải Hậu", "Thị trấn Mỹ Lộc", "Xã Hải Bắc", "Xã Hải Hòa"]
        let levels = ["province", "district", "district", "commune", "commune", "commune"]
        let parents: [Int32] = [-1, 0, 0, 1, 2, 2]
        let kind = Type.Kind.enumeration(["province", "district", "commune"])
        let info = TableInfo(
            name: "units",
            columns: [
                .init(name: "id", type: .text), .init(name: "name", type: .text), .init(name: "level", type: Type(kind)),
                .init(name: "people", type: Type(.int(nil), optional: true)),
            ], key: "id")
        info.labelColumn = "name"
        return LinkedTable(
            info: info, rowCount: 6,
            columns: [
                "id": .of(keys.map { .text($0) }, type: .text), "name": .of(names.map { .text($0) }, type: .text),
                "level": .of(levels.map { .text($0) }, type: Type(kind)),
                "people": .of([.int(1_780_000), .int(72_000), .missing, .int(9_000), .int(8_000), .int(7_000)], type: Type(.int(nil), optional: true)),
            ],
            keys: linkedKeys(keys), parents: parents,
            ancestors: ["province": [0, 0, 0, 0, 0, 0], "district": [-1, 1, 2, 1, 2, 2], "commune": [-1, -1, -1, 3, 4, 5]])
    }()

    // MARK: Expressions over columns

    static func column(_ number: Int, _ type: Type) -> CheckedExpression { CheckedExpression(.column(ColumnID(number)), type) }

    static func constant(_ value: Value, _ type: Type) -> CheckedExpression { CheckedExpression(.constant(value), type) }

    /// The expression's values over columns that are numbered from 1.
    static func evaluate(_ expression: CheckedExpression, _ columns: [Column], count: Int, _ context: QueryContext = context()) throws -> [Value] {
        let layout = Dictionary(uniqueKeysWithValues: columns.indices.map { (ColumnID($0 + 1), $0) })
        let kernel = try KernelCompiler(layout: layout, context: context).compile(expression)
        let result = try FailedRow.reported { try kernel.evaluate(Batch(columns: columns, count: count), context) }
        precondition(result.count == count, "a kernel answers for each row")
        return (0..<count).map { result.value($0, type: expression.type) }
    }

    /// Values in a repeatable mix, every fifth or so missing; the first pattern comes back every 7 × 5 rows.
    static func values(_ count: Int, _ pool: [Value], seed: Int = 0) -> [Value] {
        (0..<count).map { row in
            let turn = (row &* 7 &+ seed &* 13) % 11
            return turn % 5 == 3 ? .missing : pool[(row &* 5 &+ seed &+ row / 9) % pool.count]
        }
    }
}

/// The one table that there is.
final class OneTable: TableProvider {
    private let table: LinkedTable
    init(_ table: LinkedTable) { self.table = table }

    func source(_ table: String) throws -> any BatchSource { preconditionFailure("kernels scan nothing") }
    func linked(_ table: String) throws -> LinkedTable { self.table }
}

extension Type {
    static let units = Type(.link("units"), optional: true)
    static let ratio = Type(.ratio(counted: true), optional: true)
    static let points = Type(.points, optional: true)
    static let duration = Type(.duration)
    static let optionalChannel = Type(.enumeration(["counter", "post", "online"]), optional: true)
}
