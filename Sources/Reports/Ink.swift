/// The few looks that terminals of sixteen colours share. Colour only repeats what words and signs say.
enum Ink: Int {
    case bold = 1, dim = 2, red = 31, green = 32, yellow = 33

    static func paint(_ text: String, _ ink: Ink?, _ hasColor: Bool) -> String {
        guard hasColor, let ink, !text.isEmpty else { return text }
        return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
    }
}
