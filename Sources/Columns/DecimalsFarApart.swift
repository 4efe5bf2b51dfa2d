import Semantics

/// Decimals of one column that have no common number of digits behind the point within 38 digits: 10^30 next to 10^-35.
///
/// A column holds its decimals at one scale, which is what makes sums and comparisons of whole columns cheap; nothing in the
/// work of an office comes near the limit, so to meet it is a mistake that is told and not a form of its own.
package struct DecimalsFarApart: Error {
    package let large: Decimal
    package let fine: Decimal

    package init(large: Decimal, fine: Decimal) {
        self.large = large
        self.fine = fine
    }

    /// Of values that do not fit together.
    package init(_ values: some Sequence<Decimal>) {
        var (large, fine) = (Decimal(0), Decimal(0))
        for value in values.lazy.map(\.normalized) {
            if value.scale > fine.scale { fine = value }
            if abs(value.double) > abs(large.double) { large = value }
        }
        self.init(large: large, fine: fine)
    }
}
