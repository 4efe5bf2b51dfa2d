import Semantics
import Tables

extension Chart {
    /// The chart as a file of its own.
    package func text(as file: ChartFile, _ options: RenderOptions) -> String {
        switch file {
        case .svg:
            let layout = ChartLayout(self, options, isTitled: true)
            let title = marks.title ?? options.wording.chart(form.kind, of: layout.data.yTitle, by: layout.data.xTitle)
            return SvgText.text(layout, id: nil, title: title, description: ChartDescription.text(layout.data, options))
        case .vegaLite: return VegaLite.text(self, options)
        }
    }
}
