import Diagnostics

/// Mistakes of pipelines and the stages in them.
package enum PipelineCode: String, DiagnosticCode {
    case barWithNothing = "bar-with-nothing"
    case barWithoutPipeline = "bar-without-pipeline"
    case foreignStage = "foreign-stage"
    case missingBar = "missing-bar"
    case missingFrom = "missing-from"
    case notAStage = "not-a-stage"
    case queryBeginsWithFrom = "query-begins-with-from"
    case sortWithoutBy = "sort-without-by"
    case stageNeedsOperand = "stage-needs-operand"
    case stageWithoutPipeline = "stage-without-pipeline"
    case summarizeWhat = "summarize-what"
}
