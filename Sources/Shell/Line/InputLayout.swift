/// Where libedit puts each character of the line on the terminal, counted from the row of the prompt.
///
/// libedit does not say, so this mirrors how it lays a line out: a tab goes to the next column that eight divides, a wide character that does not
/// fit goes to the next row, what cannot be printed is written as a code, and a row that is full ends in the next one.
package struct InputLayout: Equatable {
    package struct Place: Equatable, Sendable {
        package var row: Int
        package var column: Int
    }

    /// Of each scalar.
    package private(set) var places: [Place] = []
    /// After the last one.
    package private(set) var end: Place

    /// - Parameter width: cells of a scalar; -1 for one that is written as a code.
    package init(_ scalars: [Unicode.Scalar], promptWidth: Int, columns: Int, width: (Unicode.Scalar) -> Int) {
        let columns = max(1, columns)
        var row = promptWidth / columns
        var column = promptWidth % columns
        func advance(_ cells: Int) {
            column += cells
            if column >= columns {
                column = 0
                row += 1
            }
        }
        places.reserveCapacity(scalars.count)
        for scalar in scalars {
            let cells = scalar.value < 0x20 || scalar.value == 0x7F ? 2 : width(scalar)
            if cells == 2, scalar.value >= 0x80, column + 2 > columns {
                column = 0
                row += 1
            }
            places.append(Place(row: row, column: column))
            switch scalar.value {
            case 0x09: repeat { advance(1) } while column % 8 != 0
            case 0x0A:
                column = 0
                row += 1
            default:
                if scalar.value >= 0x80, cells >= 0 {
                    advance(cells)
                } else {
                    // One cell after the other, so that the code of a control character may be cut by the edge.
                    for _ in 0..<InputLayout.written(scalar, cells) { advance(1) }
                }
            }
        }
        end = Place(row: row, column: column)
    }

    /// Cells of what stands for a scalar: `^A`, `\U+00AD`.
    private static func written(_ scalar: Unicode.Scalar, _ cells: Int) -> Int {
        if cells >= 0 { return cells }
        return scalar.value > 0xFFFF ? 8 : 7
    }

    package func place(of scalar: Int) -> Place { scalar < places.count ? places[scalar] : end }
}
