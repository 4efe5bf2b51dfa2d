import Characters

/// A value of JSON (RFC 8259) to be written, with its members in the order given.
package indirect enum JSONText: Sendable {
    case null
    case bool(Bool)
    /// Digits as they are to stand there.
    case number(String)
    case string(String)
    case array([JSONText])
    case object([(name: String, value: JSONText)])

    package static func int(_ number: Int) -> JSONText { .number(String(number)) }
    package static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }

    /// Indented by two, small lists and objects on lines of their own; ends in a line break.
    package var text: String {
        var output: [UInt8] = []
        write(to: &output, indent: 0)
        output.append(UInt8(ascii: "\n"))
        return String(decoding: output, as: UTF8.self)
    }

    /// A text or a word as it stands in JSON, without a line break.
    package func append(to output: inout [UInt8]) { write(to: &output, indent: 0) }

    /// What stands between two quotes, with its escapes resolved; `nil` for what is no text of JSON.
    package static func unescaped(_ bytes: some Collection<UInt8>) -> String? {
        var text = Array(bytes)
        guard JSONEscapes.areWhole(text) else { return nil }
        let length = text.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.map { JSONEscapes.resolve($0, buffer.count) } ?? 0 }
        return String(validating: text[..<length], as: UTF8.self)
    }

    private func write(to output: inout [UInt8], indent: Int) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
        case .number(let digits): output.append(contentsOf: digits.utf8)
        case .string(let text): JSONEscapes.append(text.utf8, to: &output)
        case .array(let elements):
            JSONText.write(elements, "[", "]", to: &output, indent: indent) { element, output in element.write(to: &output, indent: indent + 2) }
        case .object(let members):
            JSONText.write(members, "{", "}", to: &output, indent: indent) { member, output in
                JSONEscapes.append(member.name.utf8, to: &output)
                output.append(contentsOf: ": ".utf8)
                member.value.write(to: &output, indent: indent + 2)
            }
        }
    }

    private static func write<Part>(_ parts: [Part], _ opener: String, _ closer: String, to output: inout [UInt8], indent: Int, _ write: (Part, inout [UInt8]) -> Void) {
        output.append(contentsOf: opener.utf8)
        for (index, part) in parts.enumerated() {
            output.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
            output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent + 2))
            write(part, &output)
        }
        if !parts.isEmpty {
            output.append(UInt8(ascii: "\n"))
            output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
        }
        output.append(contentsOf: closer.utf8)
    }
}
