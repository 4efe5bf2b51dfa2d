import Characters
import Columns

/// The keys of a file's objects, numbered in order of first appearance; equal in NFC is equal.
final class JSONKeys {
    private var numbers = DictionaryBuilder()
    private(set) var names: [String] = []
    private var bytes: [[UInt8]] = []

    init(_ names: [String] = []) {
        for name in names { _ = add(Array(name.utf8)) }
    }

    /// Whether key `number` is spelled exactly so: objects of one file mostly have their keys in one order.
    @inline(__always)
    func isKey(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard number < bytes.count else { return false }
        let key = bytes[number]
        if key.count != text.count { return false }
        for index in 0..<text.count where key[index] != text[index] { return false }
        return true
    }

    func find(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        if let composed = NormalForm.composed(utf8: text) {
            return composed.withUnsafeBufferPointer { numbers.find($0) }.map(Int.init)
        }
        return numbers.find(text).map(Int.init)
    }

    func add(_ text: [UInt8]) -> Int {
        let composed = text.withUnsafeBufferPointer { NormalForm.composed(utf8: $0) } ?? text
        let number = Int(composed.withUnsafeBufferPointer { numbers.code($0) })
        if number == names.count {
            names.append(String(decoding: composed, as: UTF8.self))
            bytes.append(composed)
        }
        return number
    }
}
