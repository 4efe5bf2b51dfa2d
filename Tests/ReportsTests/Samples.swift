import Columns
import Engine
import Reports
import Semantics
import Tables

/// Small results to draw, and the drawing of them.
enum Samples {
    static func text(_ name: String, _ values: [String?], label: String? = nil) -> ResultTable.Column {
        var bytes: [UInt8] = []
        var offsets: [Int32] = [0]
        for value in values {
            bytes.append(contentsOf: (value ?? "").utf8)
            offsets.append(Int32(bytes.count))
        }
        let validity = Bitmap(values.map { $0 != nil })
        let column = TextColumn(offsets: Values(offsets), bytes: Values(bytes), validity: validity)
        return ResultTable.Column(name: name, label: label, type: .text.optional(), values: .text(column))
    }

    static func int(_ name: String, _ values: [Int64?], label: String? = nil) -> ResultTable.Column {
        ResultTable.Column(name: name, label: label, type: .int.optional(), values: ints(values))
    }

    static func float(_ name: String, _ values: [Double?]) -> ResultTable.Column {
        let column = NumberColumn(values: Values(values.map { $0 ?? 0 }), validity: Bitmap(values.map { $0 != nil }))
        return ResultTable.Column(name: name, label: nil, type: .float.optional(), values: .float(column))
    }

    static func ratio(_ name: String, _ values: [(Int64, Int64)?], label: String? = nil) -> ResultTable.Column {
        let column = RatioColumn(
            numerator: ints(values.map { $0?.0 }), denominator: ints(values.map { $0?.1 }),
            validity: Bitmap(values.map { $0 != nil }))
        return ResultTable.Column(name: name, label: label, type: Type(.ratio(counted: true), optional: true), values: .ratio(column))
    }

    /// Any values of one type.
    static func values(_ name: String, _ values: [Value], _ type: Type) -> ResultTable.Column {
        ResultTable.Column(name: name, label: nil, type: type, values: Column.of(values, type: type))
    }

    private static func ints(_ values: [Int64?]) -> Column {
        .int(NumberColumn(values: Values(values.map { $0 ?? 0 }), validity: Bitmap(values.map { $0 != nil })))
    }

    private static func key(_ number: Int, _ column: ResultTable.Column) -> ResultTable.Column {
        var column = column
        column.keyNumber = number
        return column
    }

    /// Dossiers by district and channel with totals, as `summarize … by district, channel with totals` prints them.
    static let totals = ResultTable(
        title: "Hồ sơ theo huyện",
        columns: [
            key(0, text("district", ["Huyện Ý Yên", "Huyện Ý Yên", "Huyện Ý Yên", nil], label: "Đơn vị")),
            key(1, text("channel", ["counter", "online", nil, nil])),
            int("n", [18_200, 7, 18_207, 18_207], label: "Số hồ sơ"),
            ratio("rate", [(17_000, 18_200), nil, (17_000, 18_207), (17_000, 18_207)], label: "Tỷ lệ đúng hạn"),
        ],
        rowCount: 4, totalLevels: [0, 0, 1, 2])

    /// Numbers 1 to `count` with a name each.
    static func long(_ count: Int) -> ResultTable {
        ResultTable(
            columns: [
                int("stt", (1...count).map { Int64($0) }),
                text("name", (1...count).map { "Xã \($0)" }),
            ],
            rowCount: count)
    }

    static func render(_ target: String, _ blocks: [Document.Block], _ adjust: (inout RenderOptions) -> Void = { _ in }) -> String {
        var options = RenderOptions(display: DisplayText(style: .vi), language: .vi)
        adjust(&options)
        var bytes: [UInt8] = []
        let output = TextOutput { bytes.append(contentsOf: $0) }
        do { try Target.named(target)?.render(Document(blocks), to: output, options) } catch { return "\(error)" }
        output.flush()
        return String(decoding: bytes, as: UTF8.self)
    }
}
