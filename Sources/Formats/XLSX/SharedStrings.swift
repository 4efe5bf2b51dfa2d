import Columns
import Diagnostics

/// The texts of a workbook, which its cells name by number. Held in memory whole: a cell may name any of them.
struct SharedStrings: Sendable {
    private let texts: TextColumn

    /// With their offsets; more is not held beside the data itself.
    private static let mostBytes = 1 << 30

    /// A workbook without shared texts.
    init() {
        var builder = TextColumnBuilder(capacity: 1, byteCapacity: 64)
        texts = builder.finishText()
    }

    /// Reads `xl/sharedStrings.xml`: runs of rich text are joined, readings of East Asian words (`rPh`) left out.
    init(_ xml: consuming XMLReader) throws(WorkbookProblem) {
        let item = XMLName("si")
        var texts = CellTexts()
        var builder = TextColumnBuilder()
        var arena = ByteArena()
        while true {
            switch try xml.next() {
            case .start where xml.name == item:
                arena.count = 0
                try texts.read(&xml, into: &arena)
                if builder.byteCount + arena.count + builder.count * 4 > Self.mostBytes {
                    throw .tooLarge("its cells hold more than \(Self.mostBytes >> 30) GiB of different texts")
                }
                builder.append(UnsafeBufferPointer(start: arena.base, count: arena.count))
            case .start, .end, .text: continue
            case .finished:
                self.texts = builder.finishText()
                return
            }
        }
    }

    var count: Int { texts.count }

    /// The bytes of a text; valid while these strings live.
    @inline(__always)
    subscript(_ index: Int) -> UnsafeBufferPointer<UInt8> { texts[index] }
}
