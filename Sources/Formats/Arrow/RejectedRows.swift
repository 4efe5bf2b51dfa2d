import Columns

/// Rows that hold values, less those that turned out not to be values of the language.
struct RejectedRows {
    private(set) var validity: Bitmap?
    private let count: Int
    private var isOwn = false

    init(_ validity: Bitmap?, count: Int) {
        self.validity = validity
        self.count = count
    }

    func isPresent(_ row: Int) -> Bool { validity?[row] ?? true }

    mutating func reject(_ row: Int) {
        if !isOwn {
            let copy = Bitmap(repeating: true, count: count)
            if let validity { for row in 0..<count where !validity[row] { copy.set(row, false) } }
            validity = copy
            isOwn = true
        }
        validity?.set(row, false)
    }
}
