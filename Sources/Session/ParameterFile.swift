import Diagnostics

/// Parameters from a file: one JSON object whose members are texts, numbers, truth values or null.
///
/// Read here by hand in a few lines (RFC 8259 without nesting), because values go on as text: each is
/// then read as its parameter's declared type, exactly as if it had been typed after `--param`.
package enum ParameterFile {
    /// - Throws: `DiagnosticList`; kind `outside` when the file cannot be read.
    package static func read(_ path: String) throws(DiagnosticList) -> [(name: String, value: String)] {
        var reader = ObjectReader(try ScriptFile.read(path))
        do {
            return try reader.object()
        } catch {
            throw DiagnosticList([error])
        }
    }
}

private struct ObjectReader {
    let source: SourceText
    var position = 0

    init(_ source: SourceText) { self.source = source }

    mutating func object() throws(Diagnostic) -> [(name: String, value: String)] {
        var members: [(name: String, value: String)] = []
        try expect("{", "a parameter file is one object: {\"name\": \"value\"}")
        skipSpace()
        if peek == UInt8(ascii: "}") {
            position += 1
        } else {
            while true {
                skipSpace()
                let start = position
                let name = try string()
                if members.contains(where: { $0.name == name }) { throw problem("'\(name)' stands here a second time", at: start) }
                try expect(":", "a colon stands between a name and its value")
                members.append((name, try value()))
                skipSpace()
                if peek == UInt8(ascii: ",") {
                    position += 1
                    continue
                }
                try expect("}", "a comma stands between two parameters, and '}' at the end")
                break
            }
        }
        skipSpace()
        guard peek == nil else { throw problem("nothing may follow the object", at: position) }
        return members
    }

    private mutating func value() throws(Diagnostic) -> String {
        skipSpace()
        let start = position
        switch peek {
        case UInt8(ascii: "\"")?: return try string()
        case UInt8(ascii: "{")?, UInt8(ascii: "[")?:
            throw problem("a parameter is a text, a number, true, false or null", at: start)
        default: break
        }
        while let byte = peek, !" \t\r\n,}".utf8.contains(byte) { position += 1 }
        let word = source.slice(Span(start, position))
        switch word {
        case "null": return "missing"
        case "true", "false": return word
        default:
            guard Double(word) != nil, word.first != "+", word.first != "." else {
                throw problem("'\(word)' is not a value; texts stand in double quotes", at: start)
            }
            return word
        }
    }

    private mutating func string() throws(Diagnostic) -> String {
        let start = position
        guard peek == UInt8(ascii: "\"") else { throw problem("a name or text starts with a double quote", at: start) }
        position += 1
        var units: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
            case UInt8(ascii: "\\"): units += Array(try escape().utf8)
            case 0..<0x20: throw problem("this text has no closing quote on its line", at: start)
            default: units.append(byte)
            }
        }
        throw problem("this text has no closing quote", at: start)
    }

    /// What stands after a backslash, which has been read.
    private mutating func escape() throws(Diagnostic) -> String {
        let start = position - 1
        guard let byte = peek else { throw problem("the file ends inside a text", at: start) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var units = [try hexadecimal(start)]
            if UTF16.isLeadSurrogate(units[0]), source.slice(Span(position, position + 2)) == "\\u" {
                position += 2
                units.append(try hexadecimal(start))
            }
            return String(decoding: units, as: UTF16.self)
        default: throw problem("there is no escape '\\\(Character(Unicode.Scalar(byte)))'", at: start)
        }
    }

    private mutating func hexadecimal(_ start: Int) throws(Diagnostic) -> UInt16 {
        let digits = source.slice(Span(position, position + 4))
        guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else {
            throw problem("four hexadecimal digits follow \\u", at: start)
        }
        position += 4
        return unit
    }

    // MARK: Moving

    private var peek: UInt8? { position < source.bytes.count ? source.bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek, " \t\r\n".utf8.contains(byte) { position += 1 }
    }

    private mutating func expect(_ sign: Unicode.Scalar, _ rule: String) throws(Diagnostic) {
        skipSpace()
        guard let byte = peek, byte == UInt8(ascii: sign) else { throw problem(rule, at: position) }
        position += 1
    }

    private func problem(_ message: String, at start: Int) -> Diagnostic {
        let end = min(source.bytes.count, max(position, start + 1))
        return Diagnostic(.parameterFile(message), at: Diagnostic.Place(source: source, span: Span(min(start, end), end)))
    }
}
