import Columns
import Planning

/// One way to run the engine. The answer must be the same in all of them.
package struct EngineConfiguration: Sendable, CustomStringConvertible {
    /// Where the rows of tables come from.
    package enum Tables: Sendable, Equatable {
        /// In memory, so many rows a batch.
        case memory(batchSize: Int)
        /// Text files, as users have them.
        case files
    }

    package var name: String
    package var optimiser: Optimiser
    package var tables: Tables

    package init(_ name: String, optimiser: Optimiser = Optimiser(), tables: Tables = .memory(batchSize: Batch.capacity)) {
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

    package static let files = EngineConfiguration("from files", tables: .files)
}
