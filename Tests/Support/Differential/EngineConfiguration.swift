import Columns
import Engine
import Planning

/// One way to run the engine. The answer must be the same in all of them.
package struct EngineConfiguration: Sendable, CustomStringConvertible {
    /// Where the rows of tables come from.
    package enum Tables: Sendable, Equatable {
        /// In memory, so many rows a batch.
        case memory(batchSize: Int)
        /// Text files, as users have them.
        case files
        /// The same, each read once before, so that its columns come from the cache.
        case cache
    }

    package var name: String
    package var optimiser: Optimiser
    package var tables: Tables
    package var parallelism: Parallelism
    /// Whatever can go to disk does, after one batch.
    package var usesDisk: Bool

    package init(
        _ name: String, optimiser: Optimiser = Optimiser(), tables: Tables = .memory(batchSize: Batch.capacity), parallelism: Parallelism = .single,
        usesDisk: Bool = false
    ) {
        self.usesDisk = usesDisk
        self.parallelism = parallelism
        self.name = name
        self.optimiser = optimiser
        self.tables = tables
    }

    package var description: String { name }

    /// As users have it, and with every rule off on batches of three rows.
    package static let usual: [EngineConfiguration] = [
        EngineConfiguration("as it is"),
        EngineConfiguration("without rules, in small batches", optimiser: .none, tables: .memory(batchSize: 3)),
    ]

    /// As users have it, then every way on which an answer could hang: the size of batches, all rules off, each rule off.
    package static let all: [EngineConfiguration] =
        usual
        + [1, 7].map { EngineConfiguration("in batches of \($0)", tables: .memory(batchSize: $0)) }
        + [1, 7, Batch.capacity].map { EngineConfiguration("without rules, in batches of \($0)", optimiser: .none, tables: .memory(batchSize: $0)) }
        + Rule.all.map { EngineConfiguration("without the rule '\($0.name)'", optimiser: Optimiser(disabled: [$0.name])) }
        + [2, 3, 4].map { threads in
            // With two, groups are merged; with more, rows are scattered by their keys as soon as there are two groups to four rows.
            let parallelism = Parallelism(threads: threads, rowsPerThread: 1, groupsToMerge: threads == 2 ? 1 << 14 : 1)
            return EngineConfiguration("on \(threads) threads", tables: .memory(batchSize: threads), parallelism: parallelism)
        }
        + [files, cache]
        + disk

    /// Batches of a few rows, since the tables are small: what is in memory is one batch.
    package static let disk = [1, 3].map { EngineConfiguration("on disk, in batches of \($0)", tables: .memory(batchSize: $0), usesDisk: true) } + [
        EngineConfiguration("on disk, on 2 threads", tables: .memory(batchSize: 2), parallelism: Parallelism(threads: 2, rowsPerThread: 1), usesDisk: true),
        // Rows that are scattered by their keys go to disk too.
        EngineConfiguration(
            "on disk, on 3 threads", tables: .memory(batchSize: 2), parallelism: Parallelism(threads: 3, rowsPerThread: 1, groupsToMerge: 1), usesDisk: true),
        EngineConfiguration("on disk, without rules", optimiser: .none, tables: .memory(batchSize: 4), usesDisk: true),
    ]

    package static let files = EngineConfiguration("from files", tables: .files)

    package static let cache = EngineConfiguration("from the cache of files", tables: .cache, parallelism: Parallelism(threads: 2, rowsPerThread: 1))
}
