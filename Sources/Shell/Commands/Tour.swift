import Reports
import Session

/// A step of the tour: what is said, and the line that shows it.
struct TourStep: Sendable {
    let text: String
    let line: String

    private init(_ text: String, _ line: String) {
        self.text = text
        self.line = line
    }

    static let all: [TourStep] = [
        TourStep("These tables are open. The records are made up, the figures that they add up to were published.", ".tables"),
        TourStep("A look at some records. A link such as unit shows the name of the unit that it points to.", ".head dossiers 5"),
        TourStep(
            "A question is a pipeline: a table, and after each | a stage. Figures with names come from the model.",
            "from dossiers | where received in @2019-H1 | summarize received_count, decided_count"),
        TourStep(
            "Links are followed with a dot, 'with totals' adds the line for all. A percentage keeps the two numbers behind it, so totals are right.",
            "from dossiers | where finished in @2019-H1 and due is present | summarize decided_count, on_time_rate by unit.level with totals"),
        TourStep("A line that starts with | goes on with the last pipeline.", "| show \"On time by level\" with counts"),
        TourStep("'.undo' takes the last stage back.", ".undo"),
        TourStep("What does a figure mean, and what was it counted from?", ".why on_time_rate"),
        TourStep("How often does each value of a column occur?", ".freq channel dossiers"),
        TourStep("A mistake is shown where it stands, with what would repair it.", "from dossiers | where recieved in @2019-H1 | summarize count()"),
        TourStep("A result under a name can be asked further questions.", "let half_year = from dossiers | where received in @2019-H1"),
        TourStep("Figures over time.", "from half_year | summarize n = count() by received.month"),
        TourStep("'.save report.mc' writes what still stands as a script; '.help' lists the commands, Tab completes. This was the tour.", ".version"),
    ]
}

extension Command {
    /// `.tour [STEP]`
    static func tour(_ shell: Shell, _ line: CommandLine) {
        if line.words.count > 1 { return shell.report(.extraArgument(line.rest(from: 1), of: "tour")) }
        guard shell.session.table("dossiers") != nil, shell.session.table("units") != nil else { return shell.report(.tourNeedsProvince) }
        if let text = line.first {
            guard let step = Int(text), TourStep.all.indices.contains(step - 1) else {
                return shell.report(.settingValue(text, of: "tour", wanted: "the number of a step, 1 to \(TourStep.all.count)", nearest: nil))
            }
            shell.nextTourStep = step - 1
        }
        let index = shell.nextTourStep
        let step = TourStep.all[index]
        shell.nextTourStep = (index + 1) % TourStep.all.count
        let isLast = index == TourStep.all.count - 1
        let said = "\(index + 1)/\(TourStep.all.count)  \(step.text)" + (isLast ? "" : "  (.tour goes on)")
        shell.screen.block(.text(LineFilling.lines(of: said, width: 78).joined(separator: "\n") + "\n\n  \(step.line)"))
        shell.take(line: step.line)
    }
}
