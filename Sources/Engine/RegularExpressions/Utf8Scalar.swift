/// A scalar of a text and how many bytes it has. The text is valid UTF-8: what is not gives a wrong scalar and never a trap.
struct Utf8Scalar {
    let value: UInt32
    let length: Int

    /// The scalar whose first byte stands at `position`, which is in the text.
    @inline(__always)
    init(at position: Int, in text: UnsafeBufferPointer<UInt8>) {
        let lead = UInt32(text[position])
        func tail(_ offset: Int) -> UInt32 { position + offset < text.count ? UInt32(text[position + offset] & 0x3F) : 0 }
        if lead < 0x80 {
            (value, length) = (lead, 1)
        } else if lead < 0xE0 {
            (value, length) = ((lead & 0x1F) << 6 | tail(1), 2)
        } else if lead < 0xF0 {
            (value, length) = ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
        } else {
            (value, length) = ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
        }
    }

    /// The scalar that ends before `position`, which is not the start of the text.
    @inline(__always)
    init(before position: Int, in text: UnsafeBufferPointer<UInt8>) {
        var start = position - 1
        while start > 0, position - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
        value = Utf8Scalar(at: start, in: text).value
        length = position - start
    }
}
