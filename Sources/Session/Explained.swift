/// What `--explain` shows in place of answers.
package enum Explained: Sendable {
    /// The plan alone, in its stable form.
    case plan
    /// The plan as it was written and as it runs, with the rules that changed it and about how many rows each step gives.
    case estimates
}
