import Diagnostics
import Reports
import Session
import Shell

/// `motcua freeze NAME [--data PATH]`
struct FreezeCommand: Subcommand {
    static let page = SubcommandPage(
        name: "freeze", summary: "Keep the data as it is today, so that a report can be run on it again whatever happens.",
        usage: ["motcua freeze NAME [--data PATH] [--model FILE.mc]", "motcua freeze"],
        discussion: """
            The folder's model and the files that it names are copied to \(FrozenFolder.shown), with their hashes, and never changed \
            again; the model's checks run on the copies. Then: motcua run SCRIPT --frozen NAME. Without a name: what is frozen.
            """)

    static let operand = OperandRow<Self>(name: "name", summary: "What to call it, such as quy-2-2019.", effect: .one { $0.name = $1 })
    static let options: [OptionRow<Self>] = [
        .value("--data", "path", "The folder of the data; the working folder unless said.") { $0.data = $1 },
        .value("--model", "file.mc", "The model, when it does not lie in the folder.") { $0.model = $1 },
    ] + SharedOptions.always.map { $0.within(\.shared) }

    private var name: String?
    private var data = "."
    private var model: String?
    private var shared = SharedOptions()

    func perform() throws -> ExitStatus {
        let choice = try OutputChoice(shared)
        let store = FrozenStore(folder: FrozenFolder.path)
        guard let name else {
            for name in store.names { choice.results.line(name) }
            choice.results.flush()
            return .done
        }
        let session = try Session.make(shared, choice)
        return choice.write(keepsGoing: shared.keepGoing) { sink in
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
