@testable import Formats
import Randomness
import Testing

/// Records without quotes are found by the places of their separators; what is found is what splitting the text gives.
@Suite struct PlainRecordsTests {
    @Test(arguments: 1...60) func asSplit(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let width = random.number(1...5)
        let dialect = CSVDialect(separator: random.pick(CSVDialect.separators))
        let separator = String(decoding: [dialect.separator], as: UTF8.self)
        let (ending, longest) = (random.pick(["\n", "\r\n"]), random.pick([0, 3, 30, 200]))
        // A record of another width or with a quote ends what is found, at the latest.
        let mostRecords = random.number(0...400)
        var lines: [String] = []
        while lines.count < mostRecords {
            let values = (0..<(random.oneIn(300) ? width + 1 : width)).map { _ in
                String((0..<random.number(0...longest)).map { _ in random.pick(Array("aé1. x")) }) + (random.oneIn(900) ? "\"" : "")
            }
            lines.append(values.joined(separator: separator))
        }
        let text = Array(lines.map { $0 + ending }.joined().utf8)
        let padded = text + [UInt8](repeating: 0, count: ByteWindow.slack)
        let whole = lines.firstIndex { $0.contains("\"") || $0.split(separator: separator, omittingEmptySubsequences: false).count != width } ?? lines.count

        let slots = (0..<width).map { $0 == width / 2 ? -1 : $0 }
        let table = SpanTable(slotCount: width)
        var records = 0
        let limit = random.oneIn(3) ? random.number(1...50) : SpanTable.capacity
        let end = padded.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map {
                PlainRecords(dialect, width: width, slots: slots).scan($0, from: 0, to: text.count, lastStart: text.count, table, records: &records, limit: limit)
            }
        }
        #expect(records <= min(whole, limit))
        // Quotes are seen by the 64 bytes, and what stands before them there is left to the other way.
        if whole == lines.count { #expect(records == min(whole, limit)) }
        #expect(end == lines.prefix(records).reduce(0) { $0 + $1.utf8.count + ending.utf8.count })
        for record in 0..<records {
            let values = lines[record].split(separator: separator, omittingEmptySubsequences: false).map(String.init)
            #expect(Int(table.recordStarts[record]) == lines.prefix(record).reduce(0) { $0 + $1.utf8.count + ending.utf8.count })
            for (column, slot) in slots.enumerated() where slot >= 0 {
                let span = table.column(slot)[record]
                #expect(String(decoding: text[Int(span.start)..<Int(span.start) + span.length], as: UTF8.self) == values[column])
                #expect(!span.isQuoted && !span.isEscaped && !span.isNested && !span.isTyped)
            }
        }
    }
}
