import Columns
import Testing

@Suite struct DictionaryBuilderTests {
    @Test func codesEveryLengthOnce() {
        // Lengths around the limit of inline values, with values that differ in one byte at either end.
        var values: [String] = [""]
        for length in 1...40 {
            let base = String(repeating: "x", count: length)
            values += [base, "y" + base.dropFirst(), base.dropLast() + "z"]
        }
        var unique: [String] = []
        for value in values where !unique.contains(value) { unique.append(value) }
        var builder = DictionaryBuilder()
        for value in values + values {
            let code = builder.code(value)
            #expect(unique[Int(code)] == value)
        }
        let dictionary = builder.finish()
        #expect((0..<dictionary.count).map { dictionary.values.string($0) } == unique)
    }

    @Test func growsAndFinds() {
        var builder = DictionaryBuilder()
        let codes = (0..<50_000).map { builder.code("mã số \($0)") }
        #expect(codes == (0..<50_000).map { UInt32($0) })
        #expect(builder.count == 50_000)
        var text = "mã số 49999"
        let known = text.withUTF8 { builder.find($0) }
        #expect(known == 49_999)
        text = "mã số 50000"
        let unknown = text.withUTF8 { builder.find($0) }
        #expect(unknown == nil)
    }
}
