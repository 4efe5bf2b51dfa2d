import Diagnostics
import Testing
@testable import Syntax

@Suite struct HighlightTests {
    @Test func wordsHaveTheColourOfTheirPlace() {
        let text = source("from sort | sort date desc by # note\n| add n = count(where late) with")
        let kinds = Parser.highlights(of: text).map { "\(text.slice($0.span)):\($0.kind)" }
        #expect(kinds == [
            "from:keyword", "sort:name", "|:operatorSign", "sort:stage", "date:name", "desc:keyword", "by:keyword", "# note:comment", "|:operatorSign", "add:stage",
            "n:name", "=:operatorSign", "count:function", "(:operatorSign", "where:keyword", "late:name", "):operatorSign", "with:name",
        ])
    }

    @Test func textsShowTheirExpressions() {
        let text = source("title \"a {$b} 5 {days}\" # x")
        let kinds = Parser.highlights(of: text).map { "\(text.slice($0.span)):\($0.kind)" }
        #expect(kinds == [
            "title:keyword", "\":text", "a :text", "{:operatorSign", "$b:parameter", "}:operatorSign", " 5 :text", "{:operatorSign", "days:name", "}:operatorSign", "\":text", "# x:comment",
        ])
    }
}
