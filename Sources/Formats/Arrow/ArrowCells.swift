import Columns

/// Some rows of one column in one batch: its buffers, each looked at only as far as these rows reach.
struct ArrowCells {
    let bytes: ArrowBytes
    let part: ArrowBatch.ColumnPart
    let batch: ArrowBatch
    let rows: Range<Int>

    /// Bytes of text read at once. NFC makes at most three of one, and a column holds less than 2 GiB.
    static let mostText = 1 << 29

    func damaged(_ what: String) -> ArrowProblem { .damaged(what, at: batch.fileOffset) }

    /// Which rows hold a value; `nil` when all of the batch do.
    func validity() throws(ArrowProblem) -> Bitmap? {
        part.node.missingCount == 0 ? nil : try bits(buffer: 0)
    }

    /// Values of one bit.
    func bits() throws(ArrowProblem) -> Bitmap { try bits(buffer: 1) }

    private func bits(buffer: Int) throws(ArrowProblem) -> Bitmap {
        let extent = try extent(buffer, byteCount: (part.node.length + 7) / 8)
        // Bitmaps are read by the word, so a slice starts at one.
        let first = rows.lowerBound / 64
        let count = max(1, (rows.upperBound + 63) / 64 - first)
        let available = max(0, min(extent.count - first * 8, count * 8))
        let words = try bytes.words(at: extent.offset + first * 8, byteCount: available, as: UInt64.self, count: count)
        return Bitmap(words: words, start: rows.lowerBound & 63, count: rows.count)
    }

    /// Values of fixed width.
    func values<Element>(_: Element.Type) throws(ArrowProblem) -> Values<Element> {
        let size = MemoryLayout<Element>.stride
        let extent = try extent(1, byteCount: part.node.length * size)
        return try bytes.values(Element.self, at: extent.offset + rows.lowerBound * size, count: rows.count)
    }

    /// Two numbers a row.
    func pairs<Element>(_: Element.Type) throws(ArrowProblem) -> Values<Element> {
        let size = 2 * MemoryLayout<Element>.stride
        let extent = try extent(1, byteCount: part.node.length * size)
        return try bytes.values(Element.self, at: extent.offset + rows.lowerBound * size, count: rows.count * 2)
    }

    // MARK: Texts

    /// Texts whose offsets have 32 bits.
    /// - Parameter isTrusted: the offsets were written by us, and may be shared as they lie in the file.
    func texts(_ validity: Bitmap?, isTrusted: Bool) throws(ArrowProblem) -> TextColumn {
        guard let offsets = try offsets(Int32.self) else { return Self.empty(rows.count, validity) }
        if isTrusted, bytes.isMapped {
            let extent = try extent(2, byteCount: Int(offsets[rows.count]))
            return TextColumn(offsets: offsets, bytes: try bytes.values(UInt8.self, at: extent.offset, count: extent.count), validity: validity)
        }
        return try texts(offsets.map(Int64.init), validity)
    }

    func largeTexts(_ validity: Bitmap?) throws(ArrowProblem) -> TextColumn {
        guard let offsets = try offsets(Int64.self) else { return Self.empty(rows.count, validity) }
        return try texts(offsets, validity)
    }

    /// One more than there are rows; `nil` for a batch without rows, which needs none.
    private func offsets<Offset>(_: Offset.Type) throws(ArrowProblem) -> Values<Offset>? {
        if rows.isEmpty { return nil }
        let size = MemoryLayout<Offset>.stride
        let extent = try extent(1, byteCount: (part.node.length + 1) * size)
        return try bytes.values(Offset.self, at: extent.offset + rows.lowerBound * size, count: rows.count + 1)
    }

    /// Offsets that ascend and stay in the block, moved so that the first is 0.
    private func texts(_ offsets: Values<Int64>, _ validity: Bitmap?) throws(ArrowProblem) -> TextColumn {
        let first = offsets[0]
        guard first >= 0 else { throw damaged("texts of a column lie outside of it") }
        let moved = Values<Int32>(uninitialized: offsets.count)
        var previous = first
        for row in 0..<offsets.count {
            guard offsets[row] >= previous else { throw damaged("texts of a column overlap") }
            previous = offsets[row]
            guard previous - first <= Int64(Self.mostText) else { throw Self.tooMuchText(rows.count) }
            moved.pointer[row] = Int32(truncatingIfNeeded: previous - first)
        }
        guard previous <= Int64(bytes.count) else { throw damaged("texts of a column lie outside of it") }
        let extent = try extent(2, byteCount: Int(previous))
        return TextColumn(offsets: moved, bytes: try bytes.values(UInt8.self, at: extent.offset + Int(first), count: Int(previous - first)), validity: validity)
    }

    /// Texts by length and place: up to twelve bytes in the view itself, longer ones in one of several blocks.
    func viewedTexts(_ validity: Bitmap?) throws(ArrowProblem) -> TextColumn {
        let views = try pairs(UInt64.self)
        let blocks = part.buffers.dropFirst(2)
        var loaded: [Int: Values<UInt8>] = [:]
        var builder = TextColumnBuilder(capacity: rows.count)
        for row in 0..<rows.count {
            guard validity?[row] ?? true else {
                builder.appendMissing()
                continue
            }
            let (low, high) = (views[row * 2], views[row * 2 + 1])
            let length = Int(Int32(truncatingIfNeeded: low))
            guard length >= 0 else { throw damaged("a text of a column has no possible length") }
            guard builder.byteCount + length <= Self.mostText else { throw Self.tooMuchText(rows.count) }
            if length <= 12 {
                // Behind the length follow the bytes.
                withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) { view in
                    builder.append(UnsafeBufferPointer(rebasing: view.bindMemory(to: UInt8.self)[4..<4 + length]))
                }
                continue
            }
            let (number, offset) = (Int(Int32(truncatingIfNeeded: high)), Int(Int32(truncatingIfNeeded: high >> 32)))
            guard number >= 0, number < blocks.count, offset >= 0 else { throw damaged("a text of a column lies outside of it") }
            let extent = blocks[blocks.startIndex + number]
            guard length <= extent.count, offset <= extent.count - length else { throw damaged("a text of a column lies outside of it") }
            let block: Values<UInt8>
            if let known = loaded[number] {
                block = known
            } else {
                block = try bytes.values(UInt8.self, at: extent.offset, count: extent.count)
                loaded[number] = block
            }
            builder.append(UnsafeBufferPointer(start: block.pointer + offset, count: length))
        }
        return builder.finishText()
    }

    static func tooMuchText(_ count: Int) -> ArrowProblem {
        .unreadable("\(count) texts of a column take more than 512 MiB", hint: "save it with shorter texts, or leave the column out with  keep")
    }

    private static func empty(_ count: Int, _ validity: Bitmap?) -> TextColumn {
        TextColumn(offsets: Values(repeating: 0, count: count + 1), bytes: Values(uninitialized: 0), validity: validity)
    }

    /// A buffer of the column, which must hold so many bytes.
    private func extent(_ index: Int, byteCount: Int) throws(ArrowProblem) -> ArrowBatch.Extent {
        guard index < part.buffers.count, part.buffers[index].count >= byteCount else { throw damaged("a column is shorter than its batch") }
        return part.buffers[index]
    }
}
