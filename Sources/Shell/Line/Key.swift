/// One key as a person presses it, or a whole paste.
enum Key: Hashable, Sendable {
    case text(Unicode.Scalar)
    /// Ctrl and a letter, by its lower-case name: `control("c")`. Ctrl-_ is `control("_")`.
    case control(Unicode.Scalar)
    case alt(Unicode.Scalar)
    case enter, altEnter, tab, backTab, backspace, altBackspace, delete, escape
    case up, down, left, right, wordLeft, wordRight, home, end, pageUp, pageDown
    case paste(String)
    /// A key that nothing is bound to.
    case unknown
}
