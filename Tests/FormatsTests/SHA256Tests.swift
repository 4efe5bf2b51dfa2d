import Testing
@testable import Formats

/// The examples of FIPS 180-4, and every length around the edges of a block.
struct SHA256Tests {
    private func hash(_ text: String, pieces: Int = .max) -> String {
        var digest = SHA256()
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, pieces == .max ? bytes.count : start + pieces)
            bytes[start..<end].withUnsafeBytes { digest.update($0) }
            start = end
        }
        return digest.finish()
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func published(_ text: String, _ digest: String) { #expect(hash(text) == digest) }

    @Test("It does not matter in which pieces the bytes come", arguments: [55, 56, 57, 63, 64, 65, 127, 128, 129])
    func pieces(_ length: Int) {
        let text = String(repeating: "x", count: length)
        for size in [1, 7, 63, 64, 65] { #expect(hash(text, pieces: size) == hash(text)) }
    }
}
