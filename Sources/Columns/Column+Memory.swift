extension Column {
    /// Whether both are the same values in the same place. O(1); false where it is not worth finding out.
    ///
    /// Columns are not written to once they are handed on, so what was worked out from one holds for the other while either is kept.
    package func isSameMemory(as other: Column) -> Bool {
        switch (self, other) {
        case (.int(let a), .int(let b)):
            a.values.pointer == b.values.pointer && a.values.count == b.values.count && Bitmap.isSame(a.validity, b.validity)
        case (.coded(let a), .coded(let b)):
            a.codes.pointer == b.codes.pointer && a.codes.count == b.codes.count && a.dictionary === b.dictionary && Bitmap.isSame(a.validity, b.validity)
        case (.text(let a), .text(let b)):
            a.offsets.pointer == b.offsets.pointer && a.count == b.count && a.bytes.pointer == b.bytes.pointer && Bitmap.isSame(a.validity, b.validity)
        default: false
        }
    }
}

extension Bitmap {
    fileprivate static func isSame(_ lhs: Bitmap?, _ rhs: Bitmap?) -> Bool {
        switch (lhs, rhs) {
        case (nil, nil): true
        case (let a?, let b?): a.words.pointer == b.words.pointer && a.start == b.start && a.count == b.count
        default: false
        }
    }
}

extension BatchColumn {
    /// Whether both are the same rows of the same memory.
    package func isSameMemory(as other: BatchColumn) -> Bool {
        switch (self, other) {
        case (.wide(let mine), .wide(let theirs)): mine.isSameMemory(as: theirs)
        case (.packed(let mine), .packed(let theirs)): mine === theirs
        case (.wide, .packed), (.packed, .wide): false
        }
    }
}
