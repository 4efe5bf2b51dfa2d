/// A run of rows held column by column.
///
/// Eight thousand rows are enough to forget the cost of a call and few enough to stay in
/// cache. A batch is dense: filters gather what they keep, so no kernel meets a selection it did not ask for.
/// Batches are values: an operator owns what it received. Columns that come from where they are kept packed are made wide when somebody reads them so.
package struct Batch: Sendable {
    /// Rows in a full batch. Sources may hand out fewer, never more.
    package static let capacity = 8_192

    package var columns: BatchColumns
    package var count: Int

    package init(columns: BatchColumns, count: Int) {
        self.columns = columns
        self.count = count
    }

    package init(columns: [Column], count: Int) { self.init(columns: BatchColumns(columns), count: count) }
}
