import Characters
import Diagnostics
import Engine
import Formats
import Semantics
import Syntax

// Every wording about what is opened, run and given, in alphabetical order.

// MARK: c to n

extension Message {
    static func calendarWithoutFile(_ calendar: String, _ file: String, in folder: String) -> Message {
        Message(FileCode.noSuchFile, "the calendar \(calendar) has no file '\(file)' in '\(folder)'", kind: .outside)
    }

    static func calendarWithoutSpan(_ calendar: String) -> Message {
        Message(CalendarCode.calendarSpan, "the calendar \(calendar) does not say which years it covers", "add  covers = @2016..@2026")
    }

    static func cannotRead(_ path: String, _ reason: String) -> Message {
        Message(SessionCode.cannotRead, "'\(path)' cannot be read: \(reason)", kind: .outside)
    }

    static func changedSinceLog(_ path: String, _ log: String) -> Message {
        Message(
            FileCode.fileChanged, "'\(path)' has changed since '\(log)' was run, so that run cannot be repeated",
            "freeze data before a report is handed in:  motcua freeze NAME --data FOLDER", kind: .outside)
    }

    static func changedSinceRead(_ path: String) -> Message {
        Message(FileCode.fileChanged, "'\(path)' has changed since it was read", "run the query again", kind: .outside)
    }

    static func endingWithoutFormat(_ path: String, endings: String) -> Message {
        Message(FileCode.unknownFormat, "the ending of '\(path)' names no format", "these can be written: \(endings)")
    }

    static func formatCannotBeSaved(_ format: String, endings: String) -> Message {
        Message(FileCode.formatNotWritable, "\(format) files cannot be written yet", "these can: \(endings)")
    }

    static func frozenDataDamaged(_ name: String, file: String) -> Message {
        Message(
            FrozenCode.frozenDataDamaged, "the frozen data '\(name)' is damaged: '\(file)' is not what was frozen",
            "bring it back from a copy of the folder; no figure may be counted from it as it is", kind: .outside)
    }

    static func frozenName(_ name: String) -> Message {
        Message(FrozenCode.frozenName, "'\(name)' cannot be the name of frozen data", "use letters, digits and hyphens:  quy-2-2019", kind: .outside)
    }

    static func frozenNameTaken(_ name: String) -> Message {
        Message(FrozenCode.frozenNameTaken, "there is frozen data called '\(name)' already, and it is never written over", "use another name:  \(name)-2", kind: .outside)
    }

    /// The name of a column, which whoever writes a query would have to type so.
    static func garbledName(_ name: String, of table: String, _ garbled: GarbledText) -> Message {
        let meant = garbled.meant.map { ", and was meant as '\($0)'" } ?? ""
        return Message(SessionCode.garbledText, "the column '\(name)' in \(table) has a garbled name\(meant)", cause(of: garbled), severity: .warning)
    }

    static func garbledText(_ text: String, in column: String, of table: String, _ garbled: GarbledText, isPrivate: Bool) -> Message {
        let shown = isPrivate ? "" : ": '\(text)'" + (garbled.meant.map { " was meant as '\($0)'" } ?? "")
        var hint = cause(of: garbled)
        if case .lookalike(let letter, _) = garbled { hint += "; write  | set \(Parser.written(column)) = replace(\(Parser.written(column)), \"\(letter)\", \"\(letter == "\u{F0}" || letter == "\u{256}" ? "đ" : "Đ")\")" }
        return Message(SessionCode.garbledText, "'\(column)' in \(table) holds garbled text\(shown)", hint, severity: .warning)
    }

    private static func cause(of garbled: GarbledText) -> String {
        switch garbled {
        case .utf8: "the file was read in another encoding before it was saved as UTF-8; export it again from where it comes from, as 'CSV UTF-8'"
        case .tcvn3: "this is text for the fonts .VnTime (TCVN3); in UniKey's toolbox (Ctrl+Shift+F6) convert it from TCVN3 to Unicode"
        case .lookalike(let letter, _):
            "'\(letter)' (U+\(String(letter.value, radix: 16, uppercase: true))) only looks like the letter of Vietnamese, so that no filter or group takes the two for one"
        }
    }

    static func noCalendarBefore(_ calendar: String) -> Message {
        Message(CalendarCode.unknownCalendar, "there is no calendar '\(calendar)' before this one")
    }

    static func noColumnShown(_ name: String, near: String?, known: [String]) -> Message {
        Message(
            NameCode.unknownColumn, "the result shown last has no column '\(name)'",
            near.map { "did you mean '\($0)'?" } ?? "it has: \(known.joined(separator: ", "))")
    }

    static func noFrozenData(_ name: String, near: String?, known: [String]) -> Message {
        let hint = near.map { "did you mean '\($0)'?" } ?? (known.isEmpty ? "nothing is frozen yet:  motcua freeze \(name) --data FOLDER" : "there is: \(known.joined(separator: ", "))")
        return Message(FrozenCode.noFrozenData, "there is no frozen data '\(name)'", hint, kind: .outside)
    }

    package static func noModel(in path: String) -> Message {
        Message(
            SessionCode.noModel, "'\(path)' has no model.mc that could say what to check", "motcua model \(path)  prints one to start from",
            kind: .outside)
    }

    static func noParameter(_ name: String, in script: String, near: String?, known: [String]) -> Message {
        let hint = near.map { "did you mean '\($0)'?" } ?? (known.isEmpty ? "this script has no parameters" : "it has: \(known.joined(separator: ", "))")
        return Message(NameCode.unknownParameter, "\(script) has no parameter '\(name)'", hint)
    }

    static func noParameterHere(_ name: String, near: String?) -> Message {
        Message(
            NameCode.unknownParameter, "there is no parameter '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? ""),
            "a statement makes one:  param \(Parser.written(name)): period = @2019-H1")
    }

    static func noSuchFolder(_ path: String) -> Message {
        Message(SessionCode.noSuchPath, "there is no folder '\(path)'", kind: .outside)
    }

    static func noSuchPath(_ path: String) -> Message {
        Message(SessionCode.noSuchPath, "there is no file or folder '\(path)'", kind: .outside)
    }

    static func noSuchRow(_ row: Int, of count: Int) -> Message {
        Message(SessionCode.noSuchRow, "the result has \(count) row\(count == 1 ? "" : "s"), and row \(row) is asked for")
    }

    static func noTable(_ table: String) -> Message {
        Message(NameCode.unknownTable, "there is no table '\(table)'")
    }

    static func noTableToLinkTo(_ table: String) -> Message {
        Message(SessionCode.tableWithoutFile, "there is no table '\(table)' to link to")
    }

    static let nothingShown = Message(SessionCode.nothingShown, "no result has been shown yet", "run a query first")

    static let nothingToSave = Message(SessionCode.nothingToSave, "nothing has been run that could be saved", "run a query first")

    static let nothingToUndo = Message(SessionCode.nothingToUndo, "there is no stage that could be taken back")

    static let nothingToExtend = Message(SessionCode.nothingToExtend, "there is no pipeline yet that this could continue", "begin with  from …")

    static func notLog(_ path: String) -> Message {
        Message(SessionCode.notLog, "'\(path)' is not the log of a saved script", "write one with:  motcua run SCRIPT --log \(path)")
    }

    static func notInFrozenData(_ file: String, _ name: String) -> Message {
        Message(
            FrozenCode.notInFrozenData, "'\(file)' is not in the frozen data '\(name)'",
            "put it into the folder of the data, and freeze that under another name", kind: .outside)
    }

    static let notInModel = Message(
        SessionCode.notInModel, "this does not belong into a model file",
        "a model declares tables, calendars, functions and lets; put the rest into a script")
}

// MARK: o to u

extension Message {
    static func oneRowWanted(_ count: Int) -> Message {
        Message(StageCode.oneRowWanted, "one value is wanted here, and this pipeline has \(count) rows")
    }

    static func ourMistake(_ error: String) -> Message {
        Message(SessionCode.ourMistake, "something that should not happen happened: \(error)")
    }

    static func outsideOfFolder(_ path: String, _ folder: String) -> Message {
        Message(FrozenCode.outsideOfFolder, "'\(path)' lies outside of '\(folder)', which is to be frozen", "put it into the folder, or freeze the folder that holds both", kind: .outside)
    }

    /// What is wrong with a file of parameters, in the words of whoever reads it.
    static func parameterFile(_ mistake: String) -> Message {
        Message(SessionCode.parameterFile, mistake)
    }

    static func parameterMissing(_ name: String) -> Message {
        Message(SessionCode.parameterMissing, "the parameter '\(name)' must have a value", "to allow none, declare its type with '?'")
    }

    static func parameterValue(_ typed: String, of name: String) -> Message {
        Message(SessionCode.parameterValue, "'\(typed)' is not a value for the parameter '\(name)'")
    }

    static func parameterWithoutValue(_ name: String) -> Message {
        Message(SessionCode.parameterWithoutValue, "the parameter '\(name)' has no value", "run it with  --param \(name)=…")
    }

    static func privateColumns(_ names: [String]) -> Message {
        Message(
            NameCode.privateColumn, "\(names.joined(separator: ", ")) is private and is not printed",
            "it may be filtered by, joined and counted")
    }

    static func saveOption(_ name: String) -> Message {
        Message(StageCode.unknownOption, "'save' has no option '\(name)' with that value", "it has: style: \"vi\" or \"C\", for documents and csv")
    }

    static func scratchFailed(_ folder: String, _ reason: String) -> Message {
        Message(
            ScratchCode.scratchFailed, "what does not fit in memory cannot be put into '\(folder)': \(reason)",
            "name a folder of yours:  --spill-dir FOLDER", kind: .outside)
    }

    static func scratchFull(_ folder: String) -> Message {
        Message(
            ScratchCode.scratchFull, "what does not fit in memory would fill the disk of '\(folder)'",
            "name a folder on a larger disk:  --spill-dir FOLDER, or allow more memory:  --memory", kind: .outside)
    }

    static func scriptIsNotUTF8(_ path: String, line: Int, _ hint: EncodingHint) -> Message {
        Message(FileCode.notUTF8, "\(path), line \(line): this is not UTF-8 text\(hint.addition)", "save the file as UTF-8 and run it again")
    }

    static func tableHasNoFile(_ table: String) -> Message {
        Message(SessionCode.tableWithoutFile, "the table \(table) has no file", kind: .outside)
    }

    /// - Parameter recipe: the command that makes the file, where the model knows one.
    static func tableWithoutFile(_ table: String, _ file: String, in folder: String, recipe: String?) -> Message {
        Message(
            SessionCode.tableWithoutFile, "the table \(table) has no file '\(file)' in '\(folder)'",
            hints: recipe.map { ["make it with:  \($0)"] } ?? [], kind: .outside)
    }

    static func unknownEdition(_ number: Int) -> Message {
        Message(SessionCode.unknownEdition, "edition \(number) is not known; this motcua speaks edition 1")
    }

    static func unknownZone(_ zone: String, known: [String]) -> Message {
        Message(SessionCode.unknownZone, "the zone '\(zone)' is not known", "known are: \(known.joined(separator: ", "))")
    }
}
