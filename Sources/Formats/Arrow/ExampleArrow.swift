import Columns

/// A small Arrow file for the manual, with a column that no type of the language fits.
enum ExampleArrow {
    static let bytes: [UInt8] = {
        var result: [UInt8] = []
        let fields = [
            ArrowField(name: "id", type: .utf8(isLarge: false)), ArrowField(name: "fee", type: .int(bits: 64, isSigned: true)),
            ArrowField(name: "scan", type: .other("bytes", .buffers(3))),
        ]
        func text(_ value: String) -> Column {
            var builder = TextColumnBuilder()
            builder.append(value)
            return builder.finish()
        }
        let columns = [text("D01"), .int(NumberColumn(values: Values([8_000]))), text("GIF89a")]
        // A sink that takes every byte has nothing to throw.
        if let writer = try? ArrowWriter(fields, sink: { result += Array($0) }) {
            try? writer.write(columns.map { ArrowColumnBody($0, isWide: true) }, rowCount: 1)
            try? writer.finish(metadata: [])
        }
        return result
    }()
}
