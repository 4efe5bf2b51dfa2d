import Semantics

/// Lines in the order of their keys, each total behind the last line that it rolls up: which lines it is made of, and how many keys
/// it rolls up. The grand total stands even where no line does.
func totalLines(over keys: [[Value]], keyCount: Int) -> [(members: [Int], level: Int)] {
    var result: [(members: [Int], level: Int)] = []
    let identities = keys.map { $0.map(\.identity) }
    for index in keys.indices {
        result.append(([index], 0))
        for level in 1...keyCount {
            func belongs(_ other: Int) -> Bool { identities[other].prefix(keyCount - level) == identities[index].prefix(keyCount - level) }
            if index + 1 < keys.count, belongs(index + 1) { break }
            // Lines that share a key stand together.
            var first = index
            while first > 0, belongs(first - 1) { first -= 1 }
            result.append((Array(first...index), level))
        }
    }
    return keys.isEmpty ? [([], keyCount)] : result
}
