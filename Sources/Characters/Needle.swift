/// A run of bytes to be found in other bytes, as it stands.
///
/// Two of its bytes, the rarest in our texts, are compared at sixteen places at once, and only where both agree the rest is
/// (W. Muła, "SIMD-friendly algorithms for substring searching", http://0x80.pl/articles/simd-strfind.html). Against `memmem` of the C
/// library this needs no call a row and no table a needle; at worst, in texts made for it, O(text × needle).
package struct Needle: Sendable {
    package let bytes: [UInt8]
    /// Where the two bytes to look for stand; the same place twice in a needle of one byte.
    private let rarest: Int
    private let second: Int

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let byRarity = bytes.indices.sorted { Self.rarity[Int(bytes[$0])] > Self.rarity[Int(bytes[$1])] }
        rarest = byRarity.first ?? 0
        // The same byte twice says less than two bytes.
        let first = bytes.isEmpty ? 0 : bytes[rarest]
        second = byRarity.first { bytes[$0] != first } ?? byRarity.last ?? 0
    }

    package init(_ text: String) { self.init(Array(text.utf8)) }

    /// The first place where it stands, at `start` or after.
    package func find(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
        if bytes.isEmpty { return start <= text.count ? start : nil }
        guard let base = text.baseAddress else { return nil }
        return bytes.withUnsafeBufferPointer { needle in
            guard let wanted = needle.baseAddress else { return nil }
            let place = find(wanted, in: base, from: start, to: text.count)
            return place < 0 ? nil : place
        }
    }

    /// Sets the bit of each text in which it stands. One walk over the whole block; a hit that lies across two texts is none.
    package func markRows(_ rows: TextRows, _ marks: UnsafeMutablePointer<UInt64>) {
        if bytes.isEmpty { return TextRows.markAll(marks, count: rows.count) }
        bytes.withUnsafeBufferPointer { needle in
            guard let wanted = needle.baseAddress, let offsets = rows.offsets.baseAddress else { return }
            let end = rows.extent.upperBound
            var place = rows.extent.lowerBound
            var row = 0
            while true {
                place = find(wanted, in: rows.bytes, from: place, to: end)
                if place < 0 { return }
                while Int(offsets[row &+ 1]) <= place { row &+= 1 }
                let rowEnd = Int(offsets[row &+ 1])
                if place &+ needle.count <= rowEnd { marks[row &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: row & 63) }
                // Any later place in this text is a second hit or lies across its end as well.
                place = rowEnd
            }
        }
    }

    /// Sets the bit of each text that begins with it.
    package func markBeginnings(_ rows: TextRows, _ marks: UnsafeMutablePointer<UInt64>) {
        mark(rows, marks) { start, _ in start }
    }

    /// Sets the bit of each text that ends with it.
    package func markEnds(_ rows: TextRows, _ marks: UnsafeMutablePointer<UInt64>) {
        let count = bytes.count
        mark(rows, marks) { _, end in end &- count }
    }

    /// Sets the bit of each text that has it at the one place where it may stand.
    @inline(__always)
    private func mark(_ rows: TextRows, _ marks: UnsafeMutablePointer<UInt64>, at place: (_ start: Int, _ end: Int) -> Int) {
        bytes.withUnsafeBufferPointer { needle in
            guard let wanted = needle.baseAddress else { return TextRows.markAll(marks, count: rows.count) }
            let count = needle.count
            var start = rows.extent.lowerBound
            for row in 0..<rows.count {
                let end = Int(rows.offsets[row &+ 1])
                if end &- start >= count, stands(wanted, at: rows.bytes + place(start, end)) {
                    marks[row &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: row & 63)
                }
                start = end
            }
        }
    }

    // MARK: Finding

    private typealias Vector = SIMD16<UInt8>

    /// The first place in `start ..< end` at which all of the needle stands before `end`; −1 when there is none.
    @inline(__always)
    private func find(_ wanted: UnsafePointer<UInt8>, in text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        let count = bytes.count
        let firstWanted = Vector(repeating: wanted[rarest])
        let secondWanted = Vector(repeating: wanted[second])
        let raw = UnsafeRawPointer(text)
        var place = start
        while place &+ count &+ 15 <= end {
            let isFirst = raw.loadUnaligned(fromByteOffset: place &+ rarest, as: Vector.self) .== firstWanted
            let isSecond = raw.loadUnaligned(fromByteOffset: place &+ second, as: Vector.self) .== secondWanted
            // A lane is all ones where both agree, so each byte of these two words tells of one place.
            let hits = unsafeBitCast(isFirst .& isSecond, to: SIMD2<UInt64>.self)
            if hits[0] | hits[1] != 0 {
                for half in 0..<2 {
                    var word = UInt64(littleEndian: hits[half])
                    while word != 0 {
                        let lane = word.trailingZeroBitCount &>> 3
                        let candidate = place &+ half &* 8 &+ lane
                        if stands(wanted, at: text + candidate) { return candidate }
                        word &= ~(0xFF &<< UInt64(truncatingIfNeeded: lane &* 8))
                    }
                }
            }
            place &+= 16
        }
        while place &+ count <= end {
            if text[place &+ rarest] == wanted[rarest], stands(wanted, at: text + place) { return place }
            place &+= 1
        }
        return -1
    }

    @inline(__always)
    private func stands(_ wanted: UnsafePointer<UInt8>, at place: UnsafePointer<UInt8>) -> Bool {
        for index in 0..<bytes.count where place[index] != wanted[index] { return false }
        return true
    }

    /// How rare each byte is: 255 for one that is hardly met. From the commonest on, as counted in the files of the demonstration
    /// province; a wrong guess costs time only.
    private static let rarity: [UInt8] = {
        var rarity = [UInt8](repeating: 255, count: 256)
        let commonest: StaticString = "01 -2.48n3956itHe7hTc:gormalydvuNCspSVbkDPBf,"
        for index in 0..<commonest.utf8CodeUnitCount { rarity[Int(commonest.utf8Start[index])] = UInt8(4 * index) }
        // What begins or ends the commonest Vietnamese letters.
        for byte: UInt8 in [0xE1, 0xC3, 0xBB, 0xBA] { rarity[Int(byte)] = 70 }
        for byte: UInt8 in [0xC4, 0xC6, 0xA1, 0xB4, 0xA0] { rarity[Int(byte)] = 160 }
        return rarity
    }()
}
