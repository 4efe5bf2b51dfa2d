import Semantics

/// `sample`: the rows whose hashes are smallest, in the order of the input.
extension ReferenceRun {
    func sampled(_ sample: CheckedSample, over input: Rows) throws -> Rows {
        let count = try wantedRows(sample)
        return Rows(later: {
            let rows = try input.all()
            let hashes = rows.enumerated().map { position, row in
                SampledRow.hash(seed: sample.seed, key: sample.key.flatMap { row[$0].keyText }, position: position)
            }
            let chosen = Set(rows.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }.prefix(count(rows.count)))
            return rows.indices.filter(chosen.contains).map { rows[$0] }
        })
    }

    /// How many rows are wanted of so many; a share is rounded half up.
    /// - Throws: when the amount is none.
    private func wantedRows(_ sample: CheckedSample) throws -> (Int) -> Int {
        let amount = try value(sample.amount, Row())
        if case .int(let count) = amount, count >= 0 { return { _ in Int(clamping: count) } }
        guard let share = Ratio.exact(amount), !share.isNegative, share.order(Exact(.one, .one)) <= 0 else { throw ReferenceMistake("sample-amount") }
        return { count in
            let rows = share * Exact(BigInteger(Int128(count)), .one) + Exact(.one, BigInteger(2))
            return Int(rows.floor.int64 ?? 0)
        }
    }
}

/// The hash by which rows are drawn, as the language pins it (`Grammar/meaning.md`).
private enum SampledRow {
    /// FNV-1a over the bytes of the key, from its usual start changed by the mixed seed; without a key the position takes the bytes' place.
    static func hash(seed: UInt64, key: String?, position: Int) -> UInt64 {
        var hash: UInt64 = 14_695_981_039_346_656_037 ^ finished(seed &+ golden)
        if let key {
            for byte in key.utf8 {
                hash ^= UInt64(byte)
                hash = hash &* 1_099_511_628_211
            }
        } else {
            hash ^= UInt64(position) &* golden
        }
        return finished(hash)
    }

    /// 2^64 divided by the golden ratio, by which SplitMix64 steps.
    private static let golden: UInt64 = 11_400_714_819_323_198_485

    /// How SplitMix64 mixes a word.
    private static func finished(_ word: UInt64) -> UInt64 {
        let first = (word ^ word >> 30) &* 13_787_848_793_156_543_929
        let second = (first ^ first >> 27) &* 10_723_151_780_598_845_931
        return second ^ second >> 31
    }
}
