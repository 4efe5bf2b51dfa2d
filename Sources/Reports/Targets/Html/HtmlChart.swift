import Semantics
import Tables

/// A chart as a figure of a page: the picture, what it says in words, and its figures as a table for whoever asks.
enum HtmlChart {
    /// - Parameter table: the marks.
    static func text(_ chart: Chart, _ options: RenderOptions, id: String, table: HtmlTable) -> String {
        let layout = ChartLayout(chart, options)
        let description = ChartDescription.text(layout.data, options)
        let title = chart.marks.title ?? options.wording.chart(chart.form.kind, of: layout.data.yTitle, by: layout.data.xTitle)
        var text = "<figure class=\"chart\" id=\"\(id)\">\n"
        text += HtmlText.element("figcaption", title)
        text += SvgText.text(layout, id: id, title: title, description: description)
        for note in layout.data.notes(options.wording) { text += HtmlText.element("p", options.wording.notice(note), "class=\"note\"") }
        text += "<details><summary>\(HtmlText.escaped(options.wording.chartData))</summary>\n\(table.text)</details>\n"
        return text + "</figure>\n"
    }
}
