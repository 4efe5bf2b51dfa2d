import Glibc

/// Keys that the user has bound in `~/.editrc`, in the names that libedit gives to commands.
///
/// libedit never sees most keys, for they are taken before it; so what the file says of keys is read here too. `editrc(5)` describes it.
struct KeyBindings: Equatable {
    private(set) var commands: [Key: EditCommand] = [:]
    /// `bind -s`: what a key types.
    private(set) var texts: [Key: String] = [:]
    /// Keys that were bound to nothing.
    private(set) var unbound: Set<Key> = []

    /// - Parameter program: whose lines count; those that name none always do.
    init(editrc: String, program: String = "motcua") {
        for line in editrc.split(whereSeparator: \.isNewline) {
            // As libedit takes a line apart.
            var words = QuotedWords.split(line, escapes: true)
            guard var name = words.first, !name.hasPrefix("#") else { continue }
            words.removeFirst()
            if let colon = name.firstIndex(of: ":") {
                // A pattern in libedit; names are what people write.
                guard name[..<colon] == "*" || name[..<colon] == program else { continue }
                name = String(name[name.index(after: colon)...])
            }
            if name == "bind" { bind(words) }
        }
    }

    /// Of the file that libedit reads, which `EDITRC` may name.
    static var ofUser: KeyBindings {
        let path = getenv("EDITRC").map { String(cString: $0) } ?? getenv("HOME").map { String(cString: $0) + "/.editrc" }
        return KeyBindings(editrc: path.flatMap(ExternalEditor.contents) ?? "")
    }

    private mutating func bind(_ words: [String]) {
        let options = words.prefix { $0.hasPrefix("-") && $0.count == 2 }
        let rest = words.dropFirst(options.count)
        // Other maps, and forms that list bindings or choose a mode.
        guard options.allSatisfy({ $0 == "-s" || $0 == "-r" }), let written = rest.first, let key = KeyBindings.key(written) else { return }
        (commands[key], texts[key]) = (nil, nil)
        unbound.remove(key)
        if options.contains("-r") { unbound.insert(key) }
        guard rest.count == 2, let bound = rest.last else { return }
        if options.contains("-s") {
            texts[key] = String(decoding: KeyBindings.bytes(bound), as: UTF8.self)
        } else if bound == "ed-unassigned" {
            unbound.insert(key)
        } else {
            commands[key] = EditCommand.named(bound)
        }
    }

    /// The key whose bytes these are; `nil` for a sequence of several.
    private static func key(_ written: String) -> Key? {
        var decoder = KeyDecoder()
        let bytes = bytes(written)
        for (index, byte) in bytes.enumerated() { if let key = decoder.take(byte) { return index == bytes.count - 1 ? key : nil } }
        return decoder.timeOut()
    }

    /// `^X`, `\e`, `\033`, `\t` and the like to bytes.
    private static func bytes(_ written: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(written.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "^"):
                guard let letter = rest.popFirst() else { return bytes + [byte] }
                bytes.append(letter == UInt8(ascii: "?") ? 0x7F : letter & 0x1F)
            case UInt8(ascii: "\\"):
                let digits = rest.prefix(3).prefix { (0x30...0x37).contains($0) }
                if !digits.isEmpty {
                    bytes.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }))
                    rest = rest.dropFirst(digits.count)
                } else if let letter = rest.popFirst() {
                    bytes.append(escapes[letter] ?? letter)
                }
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "e"): 0x1B, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
        UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
    ]
}
