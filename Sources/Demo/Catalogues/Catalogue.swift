/// The fixed texts of the demonstration province, one file each.
///
/// Long literals that are read at run time: as text they can be compared line by line with their sources, and
/// the compiler has no hundreds of expressions to type.
enum Catalogue {
    /// `text` without the spaces around it.
    static func trimmed(_ text: Substring) -> String {
        var rest = text.drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
