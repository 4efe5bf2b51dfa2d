/// Which rows go to which share of several, bundles of neighbouring shares lying together in memory.
///
/// A class, for what is found out when the first asks for it. Belongs to one thread.
package final class RowDeal {
    /// The share of each row.
    fileprivate let shareOfRow: [Int32]
    /// Where each share begins among the rows, share by share.
    private let starts: [Int]
    /// The rows share by share. Texts alone are dealt out without it.
    private lazy var rows = RowsByGroup.rows(shareOfRow, starts)
    /// Shares in a bundle.
    private let bundle: Int

    package init(_ shareOfRow: [Int32], shareCount: Int, bundle: Int) {
        precondition(shareCount % bundle == 0, "bundles are all as large")
        self.shareOfRow = shareOfRow
        starts = RowsByGroup.starts(shareOfRow, groupCount: shareCount)
        self.bundle = bundle
    }

    fileprivate var shareCount: Int { starts.count - 1 }
    package var bundles: Range<Int> { 0..<shareCount / bundle }
    package func shares(of bundle: Int) -> Range<Int> { bundle * self.bundle..<(bundle + 1) * self.bundle }
    fileprivate func count(of bundle: Int) -> Int { starts[(bundle + 1) * self.bundle] - starts[bundle * self.bundle] }
    package func rows(of bundle: Int) -> [Int32] { Array(rows[starts[bundle * self.bundle]..<starts[(bundle + 1) * self.bundle]]) }
    /// Where the rows of a share stand among those of its bundle.
    package func places(of share: Int) -> Range<Int> {
        let first = starts[share / bundle * bundle]
        return starts[share] - first..<starts[share + 1] - first
    }
}

extension Column {
    /// The rows of a column in pieces, dealt out: one column a bundle, where rows stand share by share. O(rows), and for text O(bytes).
    ///
    /// - Throws: as putting the pieces together does.
    package static func dealt(_ pieces: [Column], _ deal: RowDeal) throws(DecimalsFarApart) -> [Column] {
        let texts = pieces.compactMap { if case .text(let column) = $0 { column } else { nil } }
        if texts.count == pieces.count {
            let validity = concatenatedValidity(pieces, total: deal.shareOfRow.count)
            return TextColumn.dealt(texts, deal, validity).map(Column.text)
        }
        let column = try concatenated(pieces)
        if case .missing = column { return deal.bundles.map { .missing(count: deal.count(of: $0)) } }
        return deal.bundles.map { column.gather(deal.rows(of: $0)) }
    }
}

extension TextColumn {
    /// Writes each text where it belongs. The pieces are read from their first byte to their last, and of each share one line of the cache is being
    /// written at a time, where fetching the texts of one share after the other reads every line of all pieces once for each share that it has
    /// a text of: two fifths of the time where a quarter of a million texts go to 256 shares (measured).
    fileprivate static func dealt(_ pieces: [TextColumn], _ deal: RowDeal, _ validity: Bitmap?) -> [TextColumn] {
        var lengths = [Int](repeating: 0, count: deal.shareCount)
        forEachText(pieces, deal) { share, _, length in lengths[share] &+= length }
        var targets: [Target] = []
        let columns = deal.bundles.map { bundle in
            let count = deal.count(of: bundle)
            let total = deal.shares(of: bundle).reduce(0) { $0 + lengths[$1] }
            precondition(total <= Int(Int32.max), "a text column holds less than 2 GiB")
            let offsets = Values<Int32>(uninitialized: count + 1)
            offsets.pointer[count] = Int32(total)
            let bytes = Values<UInt8>(uninitialized: total)
            var end = 0
            for share in deal.shares(of: bundle) {
                targets.append(Target(offset: offsets.pointer + deal.places(of: share).lowerBound, bytes: bytes.pointer, end: end))
                end += lengths[share]
            }
            let bits = validity.flatMap { validity in deal.rows(of: bundle).withUnsafeBufferPointer { RowNumbers($0).validity(validity) } }
            return TextColumn(offsets: offsets, bytes: bytes, validity: bits)
        }
        targets.withUnsafeMutableBufferPointer { targets in
            forEachText(pieces, deal) { share, text, length in
                let target = targets[share]
                target.offset.pointee = Int32(truncatingIfNeeded: target.end)
                TextBytes.copy(text, to: target.bytes + target.end, count: length)
                targets[share].offset = target.offset + 1
                targets[share].end = target.end &+ length
            }
        }
        return columns
    }

    /// Where the next text of a share is written.
    private struct Target {
        var offset: UnsafeMutablePointer<Int32>
        /// Of its bundle.
        let bytes: UnsafeMutablePointer<UInt8>
        /// Where the texts so far end.
        var end: Int
    }

    @inline(__always)
    private static func forEachText(_ pieces: [TextColumn], _ deal: RowDeal, _ body: (Int, UnsafeMutablePointer<UInt8>, Int) -> Void) {
        deal.shareOfRow.withUnsafeBufferPointer { shares in
            var first = 0
            for piece in pieces {
                withExtendedLifetime(piece) {
                    for row in 0..<piece.count {
                        let start = Int(piece.offsets[row])
                        body(Int(shares[first &+ row]), piece.bytes.pointer + start, Int(piece.offsets[row &+ 1]) &- start)
                    }
                }
                first &+= piece.count
            }
        }
    }
}
