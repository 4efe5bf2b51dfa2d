import Glibc
import Testing

extension TerminalTests {
    /// Hostile typing. `LINE_SEEDS=20 LINE_KEYS=500` is the long run.
    struct RandomKeyTests {
        private static func number(_ name: String, _ usual: Int) -> Int { getenv(name).flatMap { Int(String(cString: $0)) } ?? usual }
        static let seeds = Array(1...UInt64(number("LINE_SEEDS", 3)))
        private static let keys = number("LINE_KEYS", 150)

        @Test("After each of many random keys every cell and the cursor are where an independent layout puts them", arguments: seeds)
        func emacs(_ seed: UInt64) throws {
            var keys = try RandomKeys(seed: seed)
            keys.press(Self.keys, compares: true)
            #expect(keys.differences.isEmpty, "seed \(seed): \(keys.differences.count) differences\n\(keys.differences.joined(separator: "\n"))")
        }

        @Test("Random keys and commands in vi mode neither end the editor nor make it deaf", arguments: seeds)
        func vi(_ seed: UInt64) throws {
            var keys = try RandomKeys(seed: seed, settings: "bind -v\n")
            keys.press(Self.keys, compares: false)
            #expect(keys.differences.isEmpty, "seed \(seed): \(keys.differences.joined(separator: "\n"))")
        }
    }
}
