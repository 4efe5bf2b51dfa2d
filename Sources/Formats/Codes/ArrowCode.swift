import Diagnostics

/// Mistakes of Apache Arrow files.
package enum ArrowCode: String, DiagnosticCode {
    case columnWithoutType = "column-without-type"
    case columnsDiffer = "columns-differ"
    case damagedArrow = "damaged-arrow"
    case unreadableArrow = "unreadable-arrow"

    package var explanation: Explanation {
        switch self {
        case .columnWithoutType:
            Explanation(
                "other programs keep lists, pictures and structures in columns, which no stage could count or compare",
                wrong: .typed(#"from "fees.arrow""#, files: Self.fees),
                right: .typed(#"from "fees.arrow" | keep id, fee"#, files: Self.fees))
        case .columnsDiffer:
            Explanation(
                "the files of one table are read as one, so each of their columns has one type",
                wrong: .typed(#"from "fees-*.arrow""#, files: Self.numbers, Self.texts),
                right: .typed(#"from "fees-2018.arrow""#, files: Self.numbers, Self.texts))
        case .damagedArrow:
            Explanation(
                "a file that was not copied whole could lack rows without anybody noticing",
                wrong: .typed(#"from "fees.arrow" | keep id"#, files: Example.File("fees.arrow", bytes: Array(Self.fees.bytes.prefix(64)), shown: "the beginning of an Arrow file")),
                right: .typed(#"from "fees.arrow" | keep id"#, files: Self.fees))
        case .unreadableArrow:
            Explanation(
                "the Arrow format has old and packed forms, and a file in one of them is refused rather than half read",
                wrong: .typed(#"from "fees.feather""#, files: Example.File("fees.feather", bytes: Array("FEA1".utf8) + [0, 0, 0, 0], shown: "a Feather file of version 1")),
                right: .typed(#"from "fees.arrow" | keep id"#, files: Self.fees))
        }
    }

    private static let fees = Example.File("fees.arrow", bytes: ExampleArrow.withScan, shown: "an Arrow file: id D01, fee 8000, scan: bytes of a picture")

    private static let numbers = Example.File("fees-2018.arrow", bytes: ExampleArrow.withNumber, shown: "an Arrow file: id D01, fee 8000")
    private static let texts = Example.File("fees-2019.arrow", bytes: ExampleArrow.withText, shown: "an Arrow file: id D02, fee \"free\"")
}
