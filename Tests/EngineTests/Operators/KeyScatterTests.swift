import Columns
import Semantics
import Tables
import Testing

@testable import Engine

/// Rows dealt out by their keys where there is room for all, for some and for none.
struct KeyScatterTests {
    private static let rowCount = 50_000

    /// Pages in memory.
    private final class Pages: ScratchStore, ScratchFile, @unchecked Sendable {
        private var bytes: [UInt8] = []

        func makeFile() throws -> any ScratchFile { self }

        func append(_ page: UnsafeRawBufferPointer) throws -> Int {
            bytes += page
            return bytes.count - page.count
        }

        func read(at offset: Int, into page: UnsafeMutableRawBufferPointer) throws { page.copyBytes(from: bytes[offset..<offset + page.count]) }
    }

    private static func key(_ row: Int) -> String? { row % 11 == 3 ? nil : "mã \(row * 7 % 9_973)" }

    /// A text as the key, the number of each row, and a column that nobody reads.
    private static func scatter(memory: MemoryAccount, shareBits: Int) throws -> KeyScatter {
        let context = QueryContext(tables: Tables(), calendars: Calendars(), zone: .hoChiMinh, asOf: 18_000, memory: memory, scratch: Pages())
        let types: [Type] = [.text, .int, .float]
        let expression = CheckedExpression(.column(ColumnID(1)), types[0])
        let scatter = try KeyScatter([expression], over: (1...3).map(ColumnID.init), reads: [1], shareBits: shareBits, keepsPlaces: true, context: context) { _ in }
        for start in stride(from: 0, to: rowCount, by: 1_000) {
            let rows = start..<start + 1_000
            let keys = Column.of(rows.map { key($0).map(Value.text) ?? .missing }, type: types[0]).spelledOut
            let numbers = Column.of(rows.map { .int(Int64($0)) }, type: types[1])
            try scatter.add(Batch(columns: [keys, numbers, Column.of(rows.map { .float(Double($0)) }, type: types[2])], count: rows.count))
        }
        try scatter.finish()
        return scatter
    }

    @Test("Each row is in one share, those of a key in the same and in their order, whatever part of them is on disk", arguments: [nil, 600_000, 100_000, 0], [4, 6, 8])
    func shares(room: Int?, shareBits: Int) throws {
        let memory = room.map { MemoryAccount(limit: .max, share: $0) } ?? .unlimited
        let scatter = try Self.scatter(memory: memory, shareBits: shareBits)
        let inMemory = (0..<scatter.shares.count).reduce(0) { $0 + scatter.shares[$1].reduce(0) { $0 + $1.count } }
        switch room {
        case nil: #expect(!scatter.isOnDisk && inMemory == Self.rowCount && memory.spilledBytes == 0)
        // All rows take some 1,300,000 bytes; with 16 shares they go to disk all together.
        case 600_000: #expect(scatter.isOnDisk && (shareBits == 4 || inMemory > Self.rowCount / 5) && inMemory < Self.rowCount / 2)
        default: #expect(scatter.isOnDisk && inMemory < Self.rowCount / 10)
        }

        var shareOfKey: [String?: Int] = [:]
        var seen = 0
        for share in 0..<scatter.shares.count {
            var rows: [Int] = []
            try scatter.forEachBatch(of: share) { batch in
                let keys = batch.columns[3]
                for row in 0..<batch.count {
                    let number = Int(batch.columns[1].ints.values[row])
                    let key = Self.key(number)
                    #expect(keys.value(row, type: .text) == key.map(Value.text) ?? .missing)
                    #expect(shareOfKey[key, default: share] == share)
                    shareOfKey[key] = share
                    rows.append(number)
                }
            }
            #expect(rows == rows.sorted() && rows.count == scatter.rowCount(of: share))
            seen += rows.count
            for piece in scatter.shares[share] {
                let places = try #require(piece.places)
                for row in 0..<piece.count { #expect(Int64(places[row]) == piece.batch.columns[1].ints.values[row]) }
            }
            scatter.forget(share: share)
            scatter.giveBackForgotten()
        }
        #expect(seen == Self.rowCount && shareOfKey.count == 9_973 + 1)
    }
}
