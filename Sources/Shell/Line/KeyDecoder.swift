/// Bytes from a terminal to keys.
///
/// A sequence that starts with escape is a key of its own (`ESC [ A` is Up) when its bytes follow at once; the same byte alone is the key Escape, which
/// nothing but time can tell: whoever feeds the decoder calls `timeOut` when no byte has come for `escapeTime`.
struct KeyDecoder {
    /// Milliseconds. Over slow lines the bytes of one key still arrive together.
    static let escapeTime = 25

    private enum State {
        case start
        /// Inside a character of several bytes.
        case character([UInt8], length: Int)
        case escape
        /// After `ESC [`.
        case sequence([UInt8])
        /// After `ESC O`.
        case application
        case paste([UInt8])
    }

    private var state = State.start

    /// Whether the bytes so far may be a key already.
    var isInEscape: Bool {
        switch state {
        case .escape, .sequence, .application: true
        case .start, .character, .paste: false
        }
    }

    var isInPaste: Bool { if case .paste = state { true } else { false } }

    /// Takes a byte; returns the key that it ends, if it ends one.
    mutating func take(_ byte: UInt8) -> Key? {
        switch state {
        case .start: return first(byte)
        case .character(var bytes, let length):
            guard byte & 0xC0 == 0x80 else {
                // A broken character is dropped, what comes after it is not.
                state = .start
                return first(byte)
            }
            bytes.append(byte)
            if bytes.count < length {
                state = .character(bytes, length: length)
                return nil
            }
            state = .start
            return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first.map { .text($0) } ?? .unknown
        case .escape: return second(byte)
        case .sequence(var bytes):
            bytes.append(byte)
            guard byte >= 0x40, byte <= 0x7E else {
                // No key is as long; a lost end must not swallow what follows for ever.
                state = bytes.count < 32 ? .sequence(bytes) : .start
                return nil
            }
            state = .start
            if bytes == Array("200~".utf8) {
                state = .paste([])
                return nil
            }
            return Self.sequences[String(decoding: bytes, as: UTF8.self)] ?? .unknown
        case .application:
            state = .start
            // Enter of the number pad.
            if byte == UInt8(ascii: "M") { return .enter }
            return Self.sequences[String(decoding: [byte], as: UTF8.self)] ?? .unknown
        case .paste(var bytes):
            // A terminal whose end of a paste gets lost must not be stuck.
            if byte == 0x03 {
                state = .start
                return .control("c")
            }
            bytes.append(byte)
            guard byte == UInt8(ascii: "~"), bytes.count >= Self.pasteEnd.count, bytes[(bytes.count - Self.pasteEnd.count)...].elementsEqual(Self.pasteEnd) else {
                state = .paste(bytes)
                return nil
            }
            state = .start
            return .paste(String(decoding: bytes.dropLast(Self.pasteEnd.count), as: UTF8.self))
        }
    }

    /// No byte has come for a while.
    mutating func timeOut() -> Key? {
        defer { if isInEscape { state = .start } }
        switch state {
        case .escape: return .escape
        case .sequence(let bytes): return bytes.isEmpty ? .alt("[") : .unknown
        case .application: return .alt("O")
        case .start, .character, .paste: return nil
        }
    }

    private mutating func first(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x1B:
            state = .escape
            return nil
        case 0x0D, 0x0A: return .enter
        case 0x09: return .tab
        case 0x7F, 0x08: return .backspace
        case 0x00: return .control("@")
        case 0x01...0x1A: return .control(Unicode.Scalar(byte + 0x60))
        case 0x1C...0x1F: return .control(Unicode.Scalar(byte + 0x40))
        case 0x20...0x7E: return .text(Unicode.Scalar(byte))
        case 0xC2...0xDF: state = .character([byte], length: 2)
        case 0xE0...0xEF: state = .character([byte], length: 3)
        case 0xF0...0xF4: state = .character([byte], length: 4)
        default: return .unknown
        }
        return nil
    }

    /// After escape: the beginning of a sequence, or a key held with Alt.
    private mutating func second(_ byte: UInt8) -> Key? {
        state = .start
        switch byte {
        case UInt8(ascii: "["): state = .sequence([])
        case UInt8(ascii: "O"): state = .application
        // Escape twice is Escape, and the second may begin a key.
        case 0x1B:
            state = .escape
            return .escape
        case 0x0D, 0x0A: return .altEnter
        case 0x7F, 0x08: return .altBackspace
        case 0x20...0x7E: return .alt(Unicode.Scalar(byte))
        default: return first(byte)
        }
        return nil
    }

    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// What follows `ESC [` or `ESC O`, of xterm and those who follow it, of rxvt and of the Linux console.
    private static let sequences: [String: Key] = [
        "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
        "1~": .home, "7~": .home, "4~": .end, "8~": .end, "3~": .delete, "5~": .pageUp, "6~": .pageDown,
        "1;5C": .wordRight, "1;3C": .wordRight, "5C": .wordRight, "c": .wordRight,
        "1;5D": .wordLeft, "1;3D": .wordLeft, "5D": .wordLeft, "d": .wordLeft,
        "1;2A": .up, "1;2B": .down, "1;2C": .right, "1;2D": .left,
        // Alt-Enter and Shift-Enter of terminals that tell them from Enter.
        "27;3;13~": .altEnter, "27;2;13~": .altEnter, "13;3u": .altEnter, "13;2u": .altEnter,
    ]
}
