/// Text for any place of a page, attributes included; a line break becomes `<br>`.
enum HtmlText {
    static func escaped(_ text: String, lineBreak: String = "<br>") -> String {
        var result = ""
        for scalar in visibleLines(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n": result += lineBreak
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// For an attribute, where a line break is a space.
    static func attribute(_ text: String) -> String { escaped(text, lineBreak: " ") }

    static func element(_ name: String, _ text: String, _ attributes: String = "") -> String {
        "<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(escaped(text))</\(name)>\n"
    }
}
