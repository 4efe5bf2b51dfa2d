import Columns

/// Rows that are kept, the next of a reading: of each column some in a row.
package struct Stretch {
    package typealias Part = (column: KeptColumn, rows: Range<Int>)
    package let columns: [Part]
    /// At most `Batch.capacity`.
    package let count: Int

    package init(_ columns: [Part], count: Int) {
        self.columns = columns
        self.count = count
    }
}

/// Which of the rows that were read a batch has, for one who numbers them.
package struct RowSelection {
    /// Of each row of the batch, among those that were read.
    package let positions: [Int32]
    /// How many were read.
    package let readCount: Int
}

/// Makes batches of the rows that pass a condition, out of kept columns: the others are never made wide, and where few pass, those of several
/// stretches go on together.
package final class ChosenRows {
    private var chooser: RowChooser?
    /// Columns that nobody reads once it is decided which rows pass.
    private let spent: [Bool]
    private var waiting: [Piece] = []
    private var waitingCount = 0
    /// Rows that were read since those that wait, none of which passes.
    private var passedOver = 0

    /// Rows that were left out so far, before the last of those that were handed out last; at the end all of them.
    package private(set) var leftOut = 0
    /// Whether all rows that were handed out last pass the condition.
    package private(set) var isDecided = false
    /// Of the rows that were handed out last; `nil` where none before the last of them was left out but those before the first, and where nobody
    /// can ask for it.
    package private(set) var selection: RowSelection?

    /// Rows that wait for more until they are so many: fewer cost the steps that follow more than it takes to put them together. More are left as they are,
    /// so that what is packed stays so.
    private static let enough = 2_048

    private struct Piece {
        let batch: Batch
        /// Which rows of the stretch these are; `nil` for all, and where nobody can ask for it.
        let rows: [Int32]?
        let isDecided: Bool
        /// Rows of the stretch, and those that were passed over before it.
        let readCount: Int
        let passedOver: Int

        /// Whether as much is known of both, and they have their columns in one form, so that to put them together costs no more than to copy them.
        func joins(_ other: Piece) -> Bool {
            isDecided == other.isDecided && zip(batch.columns.entries, other.batch.columns.entries).allSatisfy { $0.joins($1) }
        }
    }

    /// - Parameter filter: `nil` where all rows pass.
    package init(_ filter: ScanFilter?, reading columns: [String]) {
        chooser = filter.flatMap { RowChooser($0, reading: columns) }
        spent = columns.map { filter?.spent.contains($0) ?? false }
    }

    /// Rows that were left out before the stretch that comes next, or at the end.
    package func passOver(_ count: Int) { passedOver += count }

    /// A condition that is decided whole cannot fail, so that nobody asks which rows these are.
    private var tellsRows: Bool { !(chooser?.isWhole ?? true) }

    /// The next batch.
    /// - Parameter stretch: the next rows; `nil` after the last.
    package func next(_ stretch: () throws -> Stretch?) rethrows -> Batch? {
        guard chooser != nil else {
            let next = try stretch()
            leftOut += passedOver
            passedOver = 0
            return next.map { Batch(columns: BatchColumns($0.columns.map { $0.column.part($0.rows) }), count: $0.count) }
        }
        if waitingCount >= Self.enough { return handOut() }
        while let next = try stretch() {
            guard let piece = piece(next) else {
                passedOver += next.count
                continue
            }
            passedOver = 0
            let batch = waiting.last.map { !piece.joins($0) || piece.batch.count >= Self.enough } ?? false ? handOut() : nil
            waiting.append(piece)
            waitingCount += piece.batch.count
            if let batch { return batch }
            if waitingCount >= Self.enough { return handOut() }
        }
        if !waiting.isEmpty { return handOut() }
        leftOut += passedOver
        passedOver = 0
        return nil
    }

    /// - Returns: `nil` where no row passes.
    private func piece(_ stretch: Stretch) -> Piece? {
        let answer = chooser?.answer(stretch) ?? RowChooser.Answer(mayPass: nil, isDecided: false)
        let mask = answer.mayPass?.unlessFull.map(ChosenMask.init)
        let count = mask?.count ?? stretch.count
        if count == 0 { return nil }
        let columns = stretch.columns.enumerated().map { place, part in
            if answer.isDecided, spent[place] { return BatchColumn.wide(.missing(count: count)) }
            // Few will be put together with others.
            return mask.map { part.column.keeping($0, of: part.rows, wide: count < Self.enough) } ?? part.column.part(part.rows)
        }
        let rows = tellsRows ? mask?.rows : nil
        return Piece(
            batch: Batch(columns: BatchColumns(columns), count: count), rows: rows, isDecided: answer.isDecided, readCount: passedOver + stretch.count, passedOver: passedOver)
    }

    private func handOut() -> Batch {
        defer {
            waiting = []
            waitingCount = 0
        }
        let readCount = waiting.reduce(0) { $0 + $1.readCount }
        leftOut += readCount - waitingCount
        isDecided = waiting.allSatisfy(\.isDecided)
        selection = tellsRows ? RowSelection(positions: positions, readCount: readCount) : nil
        if waiting.count == 1 { return waiting[0].batch }
        let columns = waiting[0].batch.columns.indices.map { place in Column.joined(waiting.map { $0.batch.columns[place] }) }
        return Batch(columns: columns, count: waitingCount)
    }

    private var positions: [Int32] {
        var positions: [Int32] = []
        var start: Int32 = 0
        for piece in waiting {
            let first = start + Int32(truncatingIfNeeded: piece.passedOver)
            if let rows = piece.rows { positions += rows.map { first + $0 } } else { positions += (0..<Int32(piece.batch.count)).map { first + $0 } }
            start += Int32(truncatingIfNeeded: piece.readCount)
        }
        return positions
    }
}

extension BatchColumn {
    /// Whether both are in one form.
    fileprivate func joins(_ other: BatchColumn) -> Bool {
        if let mine = packedForm, let theirs = other.packedForm { return mine == theirs }
        switch (self, other) {
        case (.wide(.float), .wide(.float)), (.wide(.bool), .wide(.bool)), (.wide(.text), .wide(.text)), (.wide(.missing), .wide(.missing)): return true
        default: return false
        }
    }

    /// The form that its numbers have packed, whether or not they are.
    private var packedForm: PackedColumn.Form? {
        switch self {
        case .wide(let column): column.packedForm
        case .packed(let part): part.column.form
        }
    }
}

extension Column {
    /// Columns of one form in one.
    fileprivate static func joined(_ columns: [Column]) -> Column {
        do {
            return try concatenated(columns)
        } catch {
            preconditionFailure("decimals of one scale have a common scale")
        }
    }
}
