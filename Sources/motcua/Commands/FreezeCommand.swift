import ArgumentParser
import Diagnostics
import Reports
import Session
import Shell

/// `motcua freeze NAME [--data PATH]`
struct FreezeCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze", abstract: "Keep the data as it is today, so that a report can be run on it again whatever happens.",
        discussion: """
            The folder's model and the files that it names are copied to \(FrozenFolder.shown), with their hashes, and never changed \
            again; the model's checks run on the copies. Then: motcua run SCRIPT --frozen NAME. Without a name: what is frozen.
            """)

    @Argument(help: "What to call it, such as quy-2-2019.")
    var name: String?

    @Option(help: ArgumentHelp("The folder of the data; the working folder unless said.", valueName: "path"))
    var data: String = "."

    @Option(help: ArgumentHelp("The model, when it does not lie in the folder.", valueName: "file.mc"))
    var model: String?

    @Option(help: ArgumentHelp("The day that open deadlines hang on in the model's checks, as 2019-06-30.", valueName: "date"))
    var asOf: String?

    @Option(help: ArgumentHelp("Language of motcua's own words: en or vi.", valueName: "lang"))
    var lang: String?

    @Flag(help: "Keep data in which cells could not be read, too.")
    var keepGoing = false

    @Flag(help: "No word on checks that held.")
    var quiet = false

    @Flag(help: "No colours.")
    var noColor = false

    func perform() throws -> ExitStatus {
        var shared = try SharedOptions.parse([])
        shared.asOf = asOf
        shared.lang = lang
        shared.keepGoing = keepGoing
        shared.quiet = quiet
        shared.noColor = noColor
        let choice = try OutputChoice(shared)
        let store = FrozenStore(folder: FrozenFolder.path)
        guard let name else {
            for name in store.names { choice.results.line(name) }
            choice.results.flush()
            return .done
        }
        let session = try Session.make(shared, choice)
        return choice.write(keepsGoing: keepGoing) { sink in
            session.freeze(name, folder: data, model: model, in: store, moment: RunClock.now, into: sink).exit
        }
    }
}

/// Where frozen data lies: in the user's data folder (XDG Base Directory Specification), which is backed up and not cleaned up.
enum FrozenFolder {
    static let shown = "$XDG_DATA_HOME/motcua/frozen"

    static var path: String {
        if let data = Environment["XDG_DATA_HOME"], data.hasPrefix("/") { return "\(data)/motcua/frozen" }
        return "\(Environment["HOME"] ?? "")/.local/share/motcua/frozen"
    }
}
