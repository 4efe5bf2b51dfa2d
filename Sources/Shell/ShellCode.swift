import Diagnostics

/// Mistakes of the shell's own commands and pages.
package enum ShellCode: String, DiagnosticCode {
    case ambiguousCommand = "ambiguous-command"
    case atTerminalOnly = "at-terminal-only"
    case extraArgument = "extra-argument"
    case foreignCommand = "foreign-command"
    case missingArgument = "missing-argument"
    case noAddresses = "no-addresses"
    case noClipboard = "no-clipboard"
    case noDesktop = "no-desktop"
    case noPipeline = "no-pipeline"
    case nothingOpen = "nothing-open"
    case nothingToResume = "nothing-to-resume"
    case programFailed = "program-failed"
    case settingValue = "setting-value"
    case tourNeedsProvince = "tour-needs-province"
    case unknownCommand = "unknown-command"
    case unknownSetting = "unknown-setting"
    case unknownTopic = "unknown-topic"

    package var explanation: Explanation {
        switch self {
        case .ambiguousCommand:
            Explanation(
                "a command may be shortened as long as only one begins so",
                wrong: .shell("."), right: .shell(".tables"))
        case .atTerminalOnly:
            Explanation(
                "some commands are about what is being typed: from a pipe or a file nothing is",
                wrong: .shell(".history"), right: .shell(".tables"))
        case .extraArgument:
            Explanation(
                "a command that would pass over what it does not understand would do something else than was meant",
                wrong: .shell(".version please"), right: .shell(".version"))
        case .foreignCommand:
            Explanation(
                "what the shell itself does begins with a dot, so that it is never taken for a query",
                wrong: .shell("show tables"), right: .shell(".tables"))
        case .missingArgument:
            Explanation(
                "the command has to know what it is about",
                wrong: .shell(".schema"), right: .shell(".schema dossiers"))
        case .noAddresses:
            Explanation(
                "an address is somebody else's file, which may be another one tomorrow; what a report rests on lies beside it",
                wrong: .shell(".open https://example.org/dossiers.csv"), right: .shell(".open dossiers.csv"))
        case .noClipboard:
            Explanation(withoutExample: "neither the desktop nor the terminal takes what is to be pasted elsewhere")
        case .noDesktop:
            Explanation(withoutExample: "a workbook is opened by a program of the desktop, and this terminal has none: it may be on another machine")
        case .noPipeline:
            Explanation(
                "these commands are about the pipeline that was run last",
                wrong: .shell(".freq channel"),
                right: .shell(
                    """
                    from dossiers
                    .freq channel
                    """))
        case .nothingOpen:
            Explanation(
                "a model is made from the files that are open",
                wrong: .shell(".model", files: Example.File("notes.md", "nothing to count here\n")),
                right: .shell(".model", files: Example.File("units.csv", "id,name\n36,Nam Định\n")))
        case .nothingToResume:
            Explanation(withoutExample: "a session is kept after each statement that is typed at a terminal")
        case .programFailed:
            Explanation(
                "a program that says that it failed is believed", wrong: .shell(".shell false"), right: .shell(".shell true"))
        case .settingValue:
            Explanation(
                "a setting takes certain values, and says which", wrong: .shell(".mode tabel"), right: .shell(".mode plain"))
        case .tourNeedsProvince:
            Explanation(
                "the tour speaks of the tables of the demonstration province",
                wrong: .shell(".tour", files: Example.File("people.csv", "id,name\n1,Lan\n")),
                right: .shell(".tour"))
        case .unknownCommand:
            Explanation(
                "a line that begins with a dot is a command of the shell",
                wrong: .shell(".tabels"), right: .shell(".tables"))
        case .unknownSetting:
            Explanation(
                "a misspelt setting would change nothing and say nothing", wrong: .shell(".set colour off"), right: .shell(".set theme mono"))
        case .unknownTopic:
            Explanation(
                "the manual has pages for stages, functions, formats, commands and codes of errors",
                wrong: .shell(".help sumarize"), right: .shell(".help summarize"))
        }
    }
}
