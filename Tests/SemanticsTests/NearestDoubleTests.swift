import Semantics
import Testing

struct NearestDoubleTests {
    @Test("Numbers of 128 bits become the float that the library's slower conversion gives")
    func agrees() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let wide = UInt128(random.next()) << 64 | UInt128(random.next())
            let number = wide >> UInt128(Int.random(in: 0..<128, using: &random))
            #expect(number.nearestDouble == Double(number), "\(number)")
            let signed = Int128(truncatingIfNeeded: random.next() & 1 == 0 ? number : 0 &- number)
            #expect(signed.nearestDouble == Double(signed), "\(signed)")
        }
        // Halfway between two floats, and a last bit that breaks the tie; all bits; the least number.
        let half: UInt128 = (1 << 120) + (1 << 67)
        for number in [half, half + 1, half - 1, half | 1 << 68, .max, 1 << 64, 0] { #expect(number.nearestDouble == Double(number), "\(number)") }
        #expect(Int128.min.nearestDouble == -0x1p127)
    }
}
