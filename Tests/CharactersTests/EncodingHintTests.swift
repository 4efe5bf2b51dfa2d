import Characters
import Testing

@Suite struct EncodingHintTests {
    private func guess(_ bytes: [UInt8]) -> EncodingHint {
        bytes.withUnsafeBufferPointer { EncodingHint.guess($0) }
    }

    @Test func knowsUTF16() {
        let units = Array("Mã;Tên đơn vị\r\n1;Nam Định\r\n".utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(guess([0xFF, 0xFE] + little) == .utf16LittleEndian)
        #expect(guess([0xFE, 0xFF] + big) == .utf16BigEndian)
        #expect(guess(little) == .utf16LittleEndian)
        #expect(guess(big) == .utf16BigEndian)
    }

    /// Nam Định; Đã giải quyết đúng hạn; Số hồ sơ;Ngày tiếp nhận.
    @Test(arguments: [
        [0x4E, 0x61, 0x6D, 0x20, 0xA7, 0xDE, 0x6E, 0x68],
        [0xA7, 0xB7, 0x20, 0x67, 0x69, 0xB6, 0x69, 0x20, 0x71, 0x75, 0x79, 0xD5, 0x74, 0x20, 0xAE, 0xF3, 0x6E, 0x67, 0x20, 0x68, 0xB9, 0x6E],
        [0x53, 0xE8, 0x20, 0x68, 0xE5, 0x20, 0x73, 0xAC, 0x3B, 0x4E, 0x67, 0xB5, 0x79, 0x20, 0x74, 0x69, 0xD5, 0x70, 0x20, 0x6E, 0x68, 0xCB, 0x6E],
    ] as [[UInt8]])
    func knowsTCVN3(bytes: [UInt8]) {
        #expect(guess(bytes) == .tcvn3)
    }

    @Test(arguments: [
        [0x4E, 0x61, 0x6D, 0x20, 0xD1, 0xF2, 0x6E, 0x68],
        [0xD1, 0x61, 0xF5, 0x20, 0x67, 0x69, 0x61, 0xFB, 0x69, 0x20, 0x71, 0x75, 0x79, 0x65, 0xE1, 0x74, 0x20, 0xF1, 0x75, 0xF9, 0x6E, 0x67, 0x20, 0x68, 0x61, 0xEF, 0x6E],
        [0x53, 0x6F, 0xE1, 0x20, 0x68, 0x6F, 0xE0, 0x20, 0x73, 0xF4, 0x3B, 0x4E, 0x67, 0x61, 0xF8, 0x79, 0x20, 0x74, 0x69, 0x65, 0xE1, 0x70],
    ] as [[UInt8]])
    func knowsVNI(bytes: [UInt8]) {
        #expect(guess(bytes) == .vni)
    }

    @Test(arguments: [
        [0x4E, 0x61, 0x6D, 0x20, 0xD0, 0x69, 0xF2, 0x6E, 0x68],
        [0xD0, 0x61, 0xDE, 0x20, 0x67, 0x69, 0x61, 0xD2, 0x69, 0x20, 0x71, 0x75, 0x79, 0xEA, 0xEC, 0x74, 0x20, 0xF0, 0xFA, 0x6E, 0x67, 0x20, 0x68, 0x61, 0xF2, 0x6E],
        [0x53, 0xF4, 0xEC, 0x20, 0x68, 0xF4, 0xCC, 0x20, 0x73, 0xF5, 0x3B, 0x4E, 0x67, 0xE0, 0x79, 0x20, 0x74, 0x69, 0xEA, 0xEC, 0x70],
    ] as [[UInt8]])
    func knowsWindows1258(bytes: [UInt8]) {
        #expect(guess(bytes) == .windows1258)
    }

    @Test func saysSoWhenItDoesNotKnow() {
        #expect(guess([]) == .unknown)
        #expect(guess(Array("plain".utf8)) == .unknown)
        #expect(guess([0x41, 0xFF, 0x42, 0x80]) == .unknown)
        #expect(EncodingHint.unknown.name == nil)
    }

    private static let names = [
        "Thành phố Nam Định", "Huyện Mỹ Lộc", "Huyện Vụ Bản", "Huyện Ý Yên", "Huyện Nghĩa Hưng", "Huyện Nam Trực", "Huyện Trực Ninh", "Huyện Xuân Trường",
        "Huyện Giao Thủy", "Huyện Hải Hậu", "Phường Trần Tế Xương", "Phường Vị Hoàng", "Phường Cửa Bắc", "Phường Năng Tĩnh", "Xã Lộc Hòa", "Thị trấn Liễu Đề",
        "Thị trấn Rạng Đông", "Thị trấn Quỹ Nhất", "Xã Đồng Sơn", "Thị trấn Cổ Lễ", "Xã Trực Tuấn", "Thị trấn Thịnh Long", "Xã Hải Đường", "Sở Tài nguyên và Môi trường",
        "Sở Lao động - Thương binh và Xã hội", "Văn phòng UBND tỉnh", "Đăng ký khai sinh", "Cấp giấy phép xây dựng", "Trả kết quả đúng hạn", "Nguyễn Thị Tuyết",
    ]

    /// Any page of names is known for what it is, small letters or capitals.
    @Test(arguments: LegacyEncoding.allCases)
    func knowsNames(_ encoding: LegacyEncoding) {
        for start in Self.names.indices.dropLast(2) {
            let text = Self.names[start..<(start + 3)].joined(separator: "\r\n")
            #expect(guess(encoding.bytes(text)) == encoding.hint, "\(text)")
        }
        // Capitals of TCVN3 are small letters of another font.
        #expect(guess(encoding.bytes(Self.names.joined(separator: ";").uppercased())) == encoding.hint)
    }

    /// One name may be too little to know it by.
    @Test(arguments: LegacyEncoding.allCases)
    func isNotWrongAboutOneName(_ encoding: LegacyEncoding) {
        for name in Self.names {
            let hint = guess(encoding.bytes(name))
            #expect(hint == encoding.hint || hint == .unknown, "\(name)")
        }
    }

    @Test func knowsUTF16FromAnyPlace() {
        let text = Self.names.joined(separator: "\r\n")
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for place in stride(from: 0, to: little.count, by: 7) {
            #expect(little.withUnsafeBufferPointer { EncodingHint.guess($0, around: place) } == .utf16LittleEndian)
            #expect(big.withUnsafeBufferPointer { EncodingHint.guess($0, around: place) } == .utf16BigEndian)
        }
    }
}
