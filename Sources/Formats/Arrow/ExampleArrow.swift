import Columns

/// Small Arrow files for the manual.
enum ExampleArrow {
    /// One fee, and a column that no type of the language fits.
    static let withScan = file([
        (ArrowField(name: "id", type: .utf8(isLarge: false)), text("D01")),
        (ArrowField(name: "fee", type: .int(bits: 64, isSigned: true)), .int(NumberColumn(values: Values([8_000])))),
        (ArrowField(name: "scan", type: .other("bytes", .buffers(3))), text("GIF89a")),
    ])

    static let withNumber = file([
        (ArrowField(name: "id", type: .utf8(isLarge: false)), text("D01")),
        (ArrowField(name: "fee", type: .int(bits: 64, isSigned: true)), .int(NumberColumn(values: Values([8_000])))),
    ])

    static let withText = file([
        (ArrowField(name: "id", type: .utf8(isLarge: false)), text("D02")),
        (ArrowField(name: "fee", type: .utf8(isLarge: false)), text("free")),
    ])

    /// One row.
    private static func file(_ columns: [(field: ArrowField, values: Column)]) -> [UInt8] {
        var result: [UInt8] = []
        // A sink that takes every byte has nothing to throw.
        if let writer = try? ArrowWriter(columns.map(\.field), sink: { result += Array($0) }) {
            try? writer.write(columns.map { ArrowColumnBody($0.values, isWide: true) }, rowCount: 1)
            try? writer.finish(metadata: [])
        }
        return result
    }

    private static func text(_ value: String) -> Column {
        var builder = TextColumnBuilder()
        builder.append(value)
        return builder.finish()
    }
}
