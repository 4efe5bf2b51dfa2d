import Semantics
import Tables

/// What a run has to say, in order, before anything is drawn: every target renders this one tree.
package struct Document: Sendable {
    package enum Block: Sendable {
        case title(String)
        case section(String)
        case paragraph(Paragraph)
        case table(ResultTable)
        case chart(Chart)
        case outcome(CheckOutcome)
        /// A sentence about what stands before it: `84 comparisons met a missing value (due)`.
        case note(String)
        /// Where, when and by whom a report is signed.
        case signatures(Signatures)
        /// What the whole document rests on; its last block.
        case appendix(Appendix)
    }
    package var blocks: [Block]
    package init(_ blocks: [Block] = []) { self.blocks = blocks }
}

/// What a `chart` stage asks for: a kind of chart and its marks, a row each, with a column for every channel (`x`, `y`, `color`).
package struct Chart: Sendable {
    package var form: ChartForm
    /// Titled as the chart.
    package var marks: ResultTable
    package init(form: ChartForm, marks: ResultTable) {
        self.form = form
        self.marks = marks
    }
}

/// `sign "Nam Định, ngày 30 tháng 06 năm 2019" by "Người lập", "Thủ trưởng đơn vị"`: the foot of a paper, with room for a name under each role.
package struct Signatures: Sendable {
    /// The place and the day, over the last signature.
    package var place: String
    /// From the left; the head of the office stands last.
    package var roles: [String]
    package init(place: String, roles: [String]) {
        self.place = place
        self.roles = roles
    }
}

/// How a `check` or `warn` came out.
package struct CheckOutcome: Sendable {
    package enum Verdict: Sendable { case held, failed, warned }
    package var verdict: Verdict
    /// The condition as written, or the message after `else`.
    package var message: String
    /// `computed 1571, published 1575` of an `==`.
    package var comparison: String?
    /// The document named by `source "…"`.
    package var source: String?
    /// Rows that failed a row check, and messages of the first ones.
    package var rowCount: Int?
    package var rowMessages: [String]
    /// `report.mc, line 12`
    package var place: String?

    package init(verdict: Verdict, message: String, comparison: String? = nil, source: String? = nil, rowCount: Int? = nil, rowMessages: [String] = [], place: String? = nil) {
        self.verdict = verdict
        self.message = message
        self.comparison = comparison
        self.source = source
        self.rowCount = rowCount
        self.rowMessages = rowMessages
        self.place = place
    }
}
