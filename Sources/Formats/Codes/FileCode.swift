import Diagnostics

/// Mistakes of files as a whole: found, opened, told apart, written.
package enum FileCode: String, DiagnosticCode {
    case cannotReadFile = "cannot-read-file"
    case cannotWriteFile = "cannot-write-file"
    case emptyFile = "empty-file"
    case fileChanged = "file-changed"
    case formatNotReadable = "format-not-readable"
    case formatNotWritable = "format-not-writable"
    case missingColumn = "missing-column"
    case noSuchFile = "no-such-file"
    case notUTF8 = "not-utf8"
    case unknownFormat = "unknown-format"
    case wrongOption = "wrong-option"

    package var explanation: Explanation {
        switch self {
        case .cannotReadFile:
            Explanation(
                "the disk refused the file, for the reason that the message gives",
                wrong: .typed(#"from "fees.csv""#, files: Example.File("fees.csv/id.txt", "id\n")),
                right: .typed(#"from "fees.csv""#, files: Example.File("fees.csv", "id,fee\nD01,8000\n")))
        case .cannotWriteFile:
            Explanation(
                "the disk refused the file, for the reason that the message gives",
                wrong: #"from dossiers | keep id | save "reports/dossiers.csv""#,
                right: .typed("1 + 1", files: Example.File("notes.txt", "id\n")))
        case .emptyFile:
            Explanation(
                "the first line of a file names its columns",
                wrong: .typed(#"from "fees.csv""#, files: Example.File("fees.csv", "")),
                right: .typed(#"from "fees.csv""#, files: Example.File("fees.csv", "id,fee\n")))
        case .fileChanged:
            Explanation(withoutExample: "figures from a file that changes under the reading would be of no moment in particular")
        case .formatNotReadable:
            Explanation(
                "some formats are known by name and not read yet",
                wrong: .typed(#"from "fees.parquet""#, files: Example.File("fees.parquet", "PAR1")),
                right: .typed(#"from "fees.csv""#, files: Example.File("fees.csv", "id,fee\nD01,8000\n")))
        case .formatNotWritable:
            Explanation(
                "some formats are known by name and not written yet",
                wrong: #"from dossiers | keep id | save "dossiers.parquet""#,
                right: .typed("1 + 1", files: Example.File("notes.txt", "id\n")))
        case .missingColumn:
            Explanation(
                "the model promises columns, and the file has to have them",
                wrong: .typed(
                    "from fees",
                    files: Example.File("model.mc", "edition 1\n\ntable fees file \"fees.csv\" {\n  id:  text key\n  fee: int\n}\n"),
                    Example.File("fees.csv", "id,amount\nD01,8000\n")),
                right: .typed(
                    "from fees",
                    files: Example.File("model.mc", "edition 1\n\ntable fees file \"fees.csv\" {\n  id:  text key\n  fee: int\n}\n"),
                    Example.File("fees.csv", "id,fee\nD01,8000\n")))
        case .noSuchFile:
            Explanation(
                "a file is looked for beside the script or the opened folder, then where motcua was started",
                wrong: .typed(#"from "fes.csv""#, files: Example.File("fees.csv", "id,fee\nD01,8000\n")),
                right: .typed(#"from "fees.csv""#, files: Example.File("fees.csv", "id,fee\nD01,8000\n")))
        case .notUTF8:
            Explanation(
                "the older Vietnamese encodings use the same bytes for different letters, so a guess could put wrong names into a report",
                wrong: .typed(
                    #"from "units.csv""#,
                    files: Example.File("units.csv", bytes: [0x69, 0x64, 0x2C, 0x6E, 0x61, 0x6D, 0x65, 0x0A, 0x33, 0x36, 0x2C, 0x4E, 0x61, 0x6D, 0x20, 0xA7, 0xDE, 0x6E, 0x68, 0x0A])),
                right: .typed(#"from "units.csv""#, files: Example.File("units.csv", "id,name\n36,Nam Định\n")))
        case .unknownFormat:
            Explanation(
                "the ending of a file's name tells how it is read or written",
                wrong: .typed(#"from "fees.dat""#, files: Example.File("fees.dat", "id,fee\nD01,8000\n")),
                right: .typed(#"from file("fees.dat", format: "csv")"#, files: Example.File("fees.dat", "id,fee\nD01,8000\n")))
        case .wrongOption:
            Explanation(
                "each option of a file takes values of one form",
                wrong: .typed(#"from file("fees.csv", separator: "semicolon")"#, files: Example.File("fees.csv", "id;fee\nD01;8000\n")),
                right: .typed(#"from file("fees.csv", separator: ";")"#, files: Example.File("fees.csv", "id;fee\nD01;8000\n")))
        }
    }
}
