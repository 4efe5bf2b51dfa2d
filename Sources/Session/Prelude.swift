import Diagnostics
import Semantics
import Syntax

/// What the language itself can say about the province's trade, said in the language: every session begins with these definitions,
/// and a script may define its own in their place.
///
/// The comment before a function is its page in the manual: the first line what it returns, the second an example with what it prints.
package enum Prelude {
    static let source = SourceText(name: "prelude.mc", text: text)

    /// Parsed once.
    private static let script: Script = {
        let result = Parser.parse(source)
        precondition(result.diagnostics.isEmpty, "the prelude is a correct script")
        return result.script
    }()

    static let functions = UserFunctions.Prelude(names: names) { parsed }

    /// The words behind `fn` at the beginnings of lines.
    static let names = Set(
        text.utf8.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: "fn ".utf8) }.map { line in
            String(Substring(line.dropFirst(3).prefix { $0 != UInt8(ascii: "(") }))
        })

    private static let parsed: UserFunctions.Table = {
        var functions: UserFunctions.Table = [:]
        for case .function(let name, let parameters, let result, let body) in script.statements.map(\.node) {
            functions[name.text] = Environment.UserFunction(parameters: parameters, result: result, body: body, source: source)
        }
        precondition(Set(functions.keys) == names, "each function begins its line")
        return functions
    }()

    /// Its functions as the manual lists them.
    package static let signatures: [FunctionSignature] = script.statements.compactMap { statement in
        guard case .function(let name, let parameters, _, _) = statement.node, let documentation = statement.documentation else { return nil }
        let lines = documentation.split(separator: "\n").map(String.init)
        let example = (lines.count > 1 ? lines[1] : "").split(separator: "→", maxSplits: 1).map { $0.split(separator: " ").joined(separator: " ") }
        return FunctionSignature(
            name.text, .scalar, .domain, parameters.map { ($0.name.text, .any) }, returns: .common,
            lines.first ?? "", example: (example.first ?? "", example.count > 1 ? example[1] : ""))
    }

    package static let text = #"""
        edition 1

        ## how a dossier stands to its due date, by days: early, on time or late; open in time or overdue; paused; no due date; missing before it was received
        ## due_status(@2019-06-03, @2019-06-10, @2019-06-10, "done", @2019-06-30) → on time
        fn due_status(received: date?, due: date?, finished: date?, status: text?, as_of: date?): one of [
          "early", "on time", "late", "open in time", "open overdue", "paused", "no due date"
        ]? =
          # What was not there yet on that day has no status, and what finished later was still open.
          if as_of is missing or (received is present and received > as_of) then missing
          else if finished is present and finished <= as_of then
            # Days, never hours. Without a due date it is a bucket of its own and not on time.
            if due is missing then "no due date"
            else if finished < due then "early"
            else if finished == due then "on time"
            else "late"
          # The clock of a dossier that waits for the citizen stands still.
          else if paused_status(status) then "paused"
          else if due is missing then "no due date"
          else if due >= as_of then "open in time"
          else "open overdue"

        ## whether the clock of a dossier stands still under this status: codes 5, 6 and 8 of the national list, their words and those of one-stop offices
        ## paused_status("Chờ bổ sung") → true
        fn paused_status(status: text?): bool =
          status is present
          and fold(status) in [
            "5", "yeu cau bo sung giay to", "yeu cau bo sung", "cho bo sung", "waiting for supplement", "6",
            "yeu cau thuc hien nghia vu tai chinh", "cho nop thue/phi", "cho nop thue", "cho nop phi",
            "waiting for payment", "8", "dung xu ly", "tam dung", "khong du dieu kien", "suspended",
            "paused"
          ]

        # A dossier's code is its agency, the day of receipt and the running number of that day. Circular 01/2018/TT-VPCP puts the
        # province last (000.00.16.H40-190628-0007), Decision 20/2020/QĐ-TTg the root first (H15.50.05.13-261008-0975).

        ## the dossier code without blanks around it; missing for what is none. It has the parts agency, date and serial
        ## dossier_code("H15.50.05.13-261008-0975").date → 2026-10-08
        fn dossier_code(x: text?): text? =
          if parse_date("20{extract(x, '-(\d{6})-', 1)}", "yyyyMMdd") is missing then missing
          else extract(
            x,
            '^\s*((?:\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{2}){0,3})-\d{6}-\d{4,7})\s*$',
            1
          )

        ## the agency in a dossier code, as it is written; missing for what is no dossier code
        ## dossier_code_agency("000.00.16.H40-190628-0007") → 000.00.16.H40
        fn dossier_code_agency(x: text?): text? = split(dossier_code(x), "-", 1)

        ## the day of receipt in a dossier code; missing for what is no dossier code
        ## dossier_code_date("000.00.16.H40-190628-0007") → 2019-06-28
        fn dossier_code_date(x: text?): date? = parse_date("20{split(dossier_code(x), '-', 2)}", "yyyyMMdd")

        ## the running number of the day in a dossier code; missing for what is no dossier code
        ## dossier_code_serial("000.00.16.H40-190628-0007") → 7
        fn dossier_code_serial(x: text?): int? = to_int(split(dossier_code(x), "-", 3))

        ## whether the text is an enterprise code: ten digits of which the last checks the others, for a branch three more after a dash
        ## valid_enterprise_code("0601177989") → true
        fn valid_enterprise_code(x: text?): bool? =
          if x is missing then missing
          else if not matches(x, '^\d{10}(-?\d{3})?$') then false
          else to_int(slice(x, 10, 1)) == 10 - mod(enterprise_code_sum(x), 11)

        # The first nine digits, each with its weight.
        fn enterprise_code_sum(x: text?): int? =
          31 * to_int(slice(x, 1, 1)) +
          29 * to_int(slice(x, 2, 1)) +
          23 * to_int(slice(x, 3, 1)) +
          19 * to_int(slice(x, 4, 1)) +
          17 * to_int(slice(x, 5, 1)) +
          13 * to_int(slice(x, 6, 1)) +
          7 * to_int(slice(x, 7, 1)) +
          5 * to_int(slice(x, 8, 1)) +
          3 * to_int(slice(x, 9, 1))
        """#
}
