/// A regular expression of the RE2 subset, matched in time linear in the text whatever the pattern is.
///
/// Parsed to a tree and compiled to a program for Pike's machine (R. Cox, "Regular Expression Matching: the Virtual
/// Machine Approach", https://swtch.com/~rsc/regexp/regexp2.html), which follows all alternatives at once and so
/// never backtracks. Left out, as RE2 leaves them out: back references and look-around. A `RegularMatcher` runs it.
///
/// Matching is by Unicode scalars of text in NFC; `\d \w \s \b` are ASCII as in RE2, `\p{L}` and its kin are not.
/// Leftmost match; among those the one that the pattern prefers (first alternative, greedy unless `?` follows).
package struct RegularExpression: Sendable {
    let program: RegularProgram
    /// The program of the same texts read from their end, for a pattern that is tied to the end and not to the start: most texts are
    /// refused at their last letter.
    let reversed: RegularProgram?
    let literal: RegularLiteral?

    /// Numbered groups; 0 is the whole match and not counted.
    package var groupCount: Int { program.groupCount }

    /// - Throws: `RegularExpressionProblem` with the place inside the pattern.
    package init(_ pattern: String) throws(RegularExpressionProblem) {
        var parser = RegularParser(pattern)
        let tree = try parser.parse()
        program = try RegularProgram(tree, groupCount: parser.groupCount)
        let fromEnd = tree.reversed
        reversed = fromEnd.startsAtTextStart && !tree.startsAtTextStart ? try RegularProgram(fromEnd, groupCount: parser.groupCount) : nil
        literal = RegularLiteral(tree)
    }
}

/// What is wrong with a pattern, and where.
package struct RegularExpressionProblem: Error {
    /// A sentence without the place: `a ')' without its '('`.
    package let message: String
    /// The scalar of the pattern at which it shows, from 0.
    package let position: Int

    package init(_ message: String, at position: Int) {
        self.message = message
        self.position = position
    }
}
