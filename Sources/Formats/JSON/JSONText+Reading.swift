/// A value of JSON read as a whole: for small files such as logs. Tables are read by `JSONScanner`.
extension JSONText {
    /// `nil` for what is not one value of JSON.
    package init?(reading text: String) {
        var reader = Reader(bytes: Array(text.utf8))
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { return nil }
        self = value
    }

    /// The member of an object.
    package subscript(_ name: String) -> JSONText? { members.first { $0.name == name }?.value }

    package var members: [(name: String, value: JSONText)] { if case .object(let members) = self { members } else { [] } }

    package var elements: [JSONText] { if case .array(let elements) = self { elements } else { [] } }

    package var string: String? { if case .string(let text) = self { text } else { nil } }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0
        private static let deepest = 100

        mutating func value(depth: Int) -> JSONText? {
            skipSpace()
            guard depth < Reader.deepest, position < bytes.count else { return nil }
            switch bytes[position] {
            case UInt8(ascii: "\""): return string().map { .string($0) }
            case UInt8(ascii: "{"): return list(until: UInt8(ascii: "}")) { $0.member(depth: depth + 1) }.map { .object($0) }
            case UInt8(ascii: "["): return list(until: UInt8(ascii: "]")) { $0.value(depth: depth + 1) }.map { .array($0) }
            default: return word()
            }
        }

        mutating func skipSpace() { while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 } }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        private mutating func list<Part>(until end: UInt8, _ part: (inout Reader) -> Part?) -> [Part]? {
            position += 1
            var parts: [Part] = []
            if take(end) { return parts }
            repeat {
                guard let next = part(&self) else { return nil }
                parts.append(next)
            } while take(UInt8(ascii: ","))
            return take(end) ? parts : nil
        }

        private mutating func member(depth: Int) -> (name: String, value: JSONText)? {
            skipSpace()
            guard let name = string(), take(UInt8(ascii: ":")), let value = value(depth: depth) else { return nil }
            return (name, value)
        }

        private mutating func word() -> JSONText? {
            let start = position
            while position < bytes.count, !" \n\r\t,]}".utf8.contains(bytes[position]) { position += 1 }
            switch String(decoding: bytes[start..<position], as: UTF8.self) {
            case "null": return .null
            case "true": return .bool(true)
            case "false": return .bool(false)
            case let digits: return Double(digits) == nil ? nil : .number(digits)
            }
        }

        private mutating func string() -> String? {
            guard take(UInt8(ascii: "\"")) else { return nil }
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1 }
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return JSONText.unescaped(bytes[start..<position])
        }
    }
}
