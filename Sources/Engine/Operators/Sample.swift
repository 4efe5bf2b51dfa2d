import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// The rows whose hashes come first, in the order of the input.
///
/// A row's hash is made of the seed and of its key alone (of its position where it has none), so the same rows are drawn
/// whatever else the table holds, in whatever order it is read and on any number of threads; a larger sample of the same
/// seed contains the smaller one.
final class SampleBreaker: Breaker {
    private enum Amount {
        case rows(Int)
        /// Exact, so that 10% of 25 rows is 3 on every machine.
        case share(ExactRatio)
    }

    private let amount: Amount
    private let hash: SampleHash
    private let keyIndex: Int?
    private let rows: RowStore
    private var hashes: [UInt64] = []
    private let context: QueryContext

    init(_ choice: CheckedSample, over columns: [ColumnID], context: QueryContext) throws {
        self.context = context
        hash = SampleHash(seed: choice.seed)
        keyIndex = choice.key.flatMap { columns.firstIndex(of: $0) }
        rows = RowStore(columnCount: columns.count, holding: MemoryReservation(context.memory, for: .sample))
        amount = try Self.amount(choice.amount, context)
    }

    private static func amount(_ written: CheckedExpression, _ context: QueryContext) throws -> Amount {
        switch try KernelCompiler(layout: [:], context: context).constant(written) {
        case .int(let count)? where count >= 0: return .rows(Int(min(count, Int64(Int32.max))))
        case .ratio(let top, let bottom)?:
            if let share = ExactRatio(top, bottom), let value = share.double, value >= 0, value <= 1 { return .share(share) }
        default: break
        }
        throw DiagnosticList(.sampleAmount, at: written.place)
    }

    func consume(_ batch: Batch) throws {
        if let keyIndex {
            let keys = batch.columns[keyIndex].texts
            for row in 0..<batch.count { hashes.append(hash.of(keys.bytes(row), orPosition: rows.count + row)) }
        } else {
            for row in 0..<batch.count { hashes.append(hash.of(nil, orPosition: rows.count + row)) }
        }
        try rows.add(batch)
    }

    func finish() throws -> any BatchStream {
        let wanted: Int
        switch amount {
        case .rows(let count): wanted = min(count, rows.count)
        case .share(let share): wanted = min(share.rounded(times: rows.count), rows.count)
        }
        let order = (0..<Int32(rows.count)).sorted { (hashes[Int($0)], $0) < (hashes[Int($1)], $1) }
        return StoredRows(try rows.columns(), count: rows.count, order: order.prefix(wanted).sorted(), context: context)
    }
}

extension ExactRatio {
    /// The ratio of `count`, rounded half up.
    fileprivate func rounded(times count: Int) -> Int {
        if case .exact(let top, let bottom) = sides {
            let (product, overflow) = top.multipliedReportingOverflow(by: Int128(count))
            if !overflow, let rounded = ExactRatio(product, bottom)?.rounded(scale: 0) { return Int(rounded) }
        }
        return Int(((double ?? 0) * Double(count)).rounded())
    }
}

/// FNV-1a over the bytes, finished by the mixer of SplitMix64: short, and part of the language, since a sample drawn today
/// must be drawn again in ten years.
struct SampleHash {
    private let start: UInt64

    init(seed: UInt64) {
        start = SampleHash.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ 0xCBF2_9CE4_8422_2325
    }

    func of(_ key: UnsafeBufferPointer<UInt8>?, orPosition position: Int) -> UInt64 {
        var state = start
        if let key {
            for byte in key { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        } else {
            state ^= UInt64(position) &* 0x9E37_79B9_7F4A_7C15
        }
        return SampleHash.mixed(state)
    }

    private static func mixed(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
