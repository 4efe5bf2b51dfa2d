import Formats

/// One input of the shell as it stands in the history file: a line of JSON.
///
/// How it ended is not known when it is written, so those two values have fixed places: the writer comes back to them, and nothing has to be moved.
package struct HistoryEntry: Equatable, Sendable {
    package var text: String
    /// `2019-06-30T09:15:00+07:00`
    package var time: String
    /// The working folder.
    package var folder: String
    /// `nil` while it runs, or when nobody was left to say.
    package var isDone: Bool?
    package var milliseconds: Int?

    package init(text: String, time: String, folder: String, isDone: Bool? = nil, milliseconds: Int? = nil) {
        self.text = text
        self.time = time
        self.folder = folder
        self.isDone = isDone
        self.milliseconds = milliseconds
    }

    /// The beginning of the line, which has the same length whatever the outcome.
    static func outcome(isDone: Bool?, milliseconds: Int?) -> String {
        let ok = isDone.map { $0 ? "true " : "false" } ?? "null "
        let time = String(milliseconds.map { String(min($0, 999_999_999)) } ?? "null")
        return "{\"ok\": \(ok), \"ms\": \(time)" + String(repeating: " ", count: 9 - time.utf8.count)
    }

    /// Ends in a line break.
    var line: String {
        var bytes = Array(Self.outcome(isDone: isDone, milliseconds: milliseconds).utf8)
        for (name, value) in [("time", time), ("folder", folder), ("text", text)] {
            bytes.append(contentsOf: ", \"\(name)\": ".utf8)
            JSONText.string(value).append(to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self) + "}\n"
    }

    /// - Returns: `nil` for a line that is no entry.
    init?(line: some Collection<UInt8>) {
        guard let members = FlatJSON.members(of: Array(line)), case .text(let text)? = members["text"] else { return nil }
        self.text = text
        if case .text(let time)? = members["time"] { self.time = time } else { time = "" }
        if case .text(let folder)? = members["folder"] { self.folder = folder } else { folder = "" }
        if case .word(let word)? = members["ok"] { isDone = word == "true" ? true : word == "false" ? false : nil }
        if case .word(let word)? = members["ms"] { milliseconds = Int(word) }
    }
}

/// An object of JSON without objects or lists in it.
private enum FlatJSON {
    enum Member { case text(String), word(String) }

    static func members(of line: [UInt8]) -> [String: Member]? {
        var members: [String: Member] = [:]
        var position = 0
        func skipSpace() { while position < line.count, line[position] == 0x20 || line[position] == 0x09 || line[position] == 0x0D { position += 1 } }
        func take(_ sign: Unicode.Scalar) -> Bool {
            skipSpace()
            guard position < line.count, line[position] == UInt8(ascii: sign) else { return false }
            position += 1
            return true
        }
        func text() -> String? {
            guard take("\"") else { return nil }
            let start = position
            while position < line.count, line[position] != UInt8(ascii: "\"") { position += line[position] == UInt8(ascii: "\\") ? 2 : 1 }
            guard position < line.count else { return nil }
            defer { position += 1 }
            return JSONText.unescaped(line[start..<position])
        }
        guard take("{") else { return nil }
        repeat {
            guard let name = text(), take(":") else { return nil }
            skipSpace()
            if position < line.count, line[position] == UInt8(ascii: "\"") {
                guard let value = text() else { return nil }
                members[name] = .text(value)
            } else {
                let word = line[position...].prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") && $0 != 0x20 }
                position = word.endIndex
                members[name] = .word(String(decoding: word, as: UTF8.self))
            }
        } while take(",")
        return take("}") ? members : nil
    }
}
