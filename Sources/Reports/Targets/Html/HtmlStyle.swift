/// How a page looks: on a screen, light or dark, and on A4 in the letters and margins of Vietnamese official papers (Decree 30/2020).
///
/// Colours are variables, so that dark and paper each restate a dozen of them and nothing else.
enum HtmlStyle {
    static let text = """
        :root {
          color-scheme: light dark;
          --ink: #1b1d1f; --soft: #5a6168; --line: #d5d9dd; --strong: #6d757d; --page: #ffffff; --band: #f3f5f7; --link: #0b57a4;
          --good: #1e7034; --bad: #b3261e; --bad-page: #fdf0ef; --warn: #8f5600; --warn-page: #fff7e8;
          --c1: #0072b2; --c2: #e69f00; --c3: #00664b; --c4: #cc79a7; --c5: #56b4e9; --c6: #9a3d00; --c7: #7a7a7a; --c8: #a89b00;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ink: #e4e6e8; --soft: #a5acb3; --line: #3a4047; --strong: #848c94; --page: #16191c; --band: #20252a; --link: #86b9f0;
            --good: #79c98c; --bad: #ff9d95; --bad-page: #331c1b; --warn: #f0b95c; --warn-page: #2e2616;
            --c1: #4aa8e0; --c3: #2fae8a; --c6: #d9743a; --c7: #a0a0a0; --c8: #cfc23a;
          }
        }
        * { box-sizing: border-box; }
        html { font-size: 16px; scroll-behavior: smooth; }
        body { margin: 0; color: var(--ink); background: var(--page); line-height: 1.5; font-family: "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
        main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
        h1 { font-size: 1.65rem; line-height: 1.25; margin: 0 0 1.25rem; text-wrap: balance; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
        p { margin: .5rem 0; max-width: 60rem; overflow-wrap: anywhere; }
        ul { margin: .25rem 0; padding-left: 1.25rem; }
        a { color: var(--link); }
        table a { color: inherit; text-decoration: none; }
        table a:hover, table a:focus { color: var(--link); text-decoration: underline; }
        p a { color: inherit; }
        p a:hover, p a:focus { color: var(--link); }
        p a, th a { text-decoration: underline dotted var(--strong); text-underline-offset: .2em; }

        .contents { margin: 1rem 0 1.5rem; padding: .75rem 1rem; background: var(--band); border-radius: .4rem; max-width: 60rem; font-size: .95rem; }
        .contents-title { font-weight: 600; margin: 0 0 .25rem; }
        .contents ul { list-style: none; padding: 0; margin: 0; }
        .contents ul ul { padding-left: 1.25rem; }
        .contents a { text-decoration: none; }
        .contents a:hover { text-decoration: underline; }

        .table { overflow-x: auto; margin: 1rem 0; }
        table { border-collapse: collapse; font-size: .93rem; line-height: 1.35; }
        caption { text-align: left; font-weight: 600; padding: .4rem 0; caption-side: top; }
        th, td { padding: .3rem .65rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: break-word; }
        thead th { font-weight: 600; vertical-align: bottom; border-bottom: 2px solid var(--strong); background: var(--band); }
        thead th.g { text-align: center; border-bottom: 1px solid var(--strong); }
        .n { text-align: right; font-variant-numeric: tabular-nums lining-nums; }
        td.n { white-space: nowrap; }
        .m { color: var(--soft); }
        tbody th { min-width: 9rem; }
        tbody td:not(.n) { min-width: 5rem; max-width: 26rem; }
        tbody tr:hover > * { background: var(--band); }
        tr.heading th { font-weight: 600; background: var(--band); border-top: 2px solid var(--strong); }
        tr.total > * { font-weight: 600; border-top: 1px solid var(--strong); }
        tr.grand > * { border-top: 2px solid var(--strong); border-bottom: 2px solid var(--strong); background: var(--band); }
        .form th, .form td { border: 1px solid var(--strong); }
        .form thead th { text-align: center; vertical-align: middle; }
        .form td.m:not(.n) { text-align: center; }
        .form tr.numbers td { text-align: center; font-style: italic; padding: .1rem .3rem; color: var(--soft); min-width: 0; }
        .files td, .files th { font-size: .85rem; }
        .files td:last-child { font-family: "Liberation Mono", Consolas, monospace; font-size: .75rem; overflow-wrap: anywhere; min-width: 12rem; }

        .note { color: var(--soft); font-size: .9rem; }
        .held { color: var(--soft); font-size: .85rem; margin: .25rem 0; }
        .held summary { cursor: pointer; }
        .held summary::before { content: "✓ "; color: var(--good); }
        .held summary::marker { content: ""; }
        .outcome { margin: .75rem 0; padding: .4rem .9rem; border-left: .3rem solid; max-width: 60rem; break-inside: avoid; }
        .outcome p { margin: .15rem 0; }
        .outcome.failed { border-color: var(--bad); background: var(--bad-page); }
        .outcome.failed strong { color: var(--bad); }
        .outcome.warned { border-color: var(--warn); background: var(--warn-page); }
        .outcome.warned strong { color: var(--warn); }
        .checks { list-style: none; padding: 0; }
        .checks li { margin: .25rem 0; overflow-wrap: anywhere; }
        .checks .held strong a { color: var(--good); }
        .checks .failed strong a { color: var(--bad); }
        .checks .warned strong a { color: var(--warn); }
        #appendix { font-size: .9rem; overflow-wrap: anywhere; }
        :target { background: var(--warn-page); }
        section:target, .table:target { background: none; }

        .chart { margin: 1.25rem 0; break-inside: avoid; }
        .chart svg { display: block; width: 100%; max-width: 52rem; height: auto; }
        .chart figcaption { font-weight: 600; padding: .4rem 0; }
        .chart details { font-size: .9rem; color: var(--soft); }
        .chart summary { cursor: pointer; }
        svg text { fill: var(--ink); font-family: "Liberation Sans", Arial, "Noto Sans", sans-serif; }
        svg .soft { fill: var(--soft); }
        svg .grid { stroke: var(--line); }
        svg .axis { stroke: var(--strong); }
        svg .edge { stroke: var(--page); }
        svg .f1 { fill: var(--c1); } svg .f2 { fill: var(--c2); } svg .f3 { fill: var(--c3); } svg .f4 { fill: var(--c4); }
        svg .f5 { fill: var(--c5); } svg .f6 { fill: var(--c6); } svg .f7 { fill: var(--c7); } svg .f8 { fill: var(--c8); }
        svg .l1 { stroke: var(--c1); } svg .l2 { stroke: var(--c2); } svg .l3 { stroke: var(--c3); } svg .l4 { stroke: var(--c4); }
        svg .l5 { stroke: var(--c5); } svg .l6 { stroke: var(--c6); } svg .l7 { stroke: var(--c7); } svg .l8 { stroke: var(--c8); }

        .signatures { display: flex; justify-content: space-between; gap: 2rem; margin: 2.5rem 0 1rem; break-inside: avoid; text-align: center; align-items: flex-end; min-height: 9rem; padding-bottom: 6rem; }
        .signatures > div { flex: 1; }
        .signatures p { margin: .1rem auto; }
        .signatures .place { font-style: italic; }
        .signatures .role { font-weight: 700; text-transform: uppercase; font-size: .95rem; }

        @page { size: A4; margin: 18mm 15mm 16mm 20mm; @bottom-center { content: counter(page); font: 11pt "Times New Roman", "Liberation Serif", serif; } }
        @page across { size: A4 landscape; margin: 16mm 15mm 14mm 15mm; }
        @media print {
          :root {
            color-scheme: light;
            --ink: #000; --soft: #333; --line: #777; --strong: #000; --page: #fff; --band: #fff; --link: #000;
            --good: #000; --bad: #8a1812; --bad-page: #fff; --warn: #5e3900; --warn-page: #fff;
            --c1: #0072b2; --c2: #e69f00; --c3: #00664b; --c4: #cc79a7; --c5: #56b4e9; --c6: #9a3d00; --c7: #7a7a7a; --c8: #a89b00;
          }
          html { font-size: 12pt; }
          body { font-family: "Times New Roman", "Liberation Serif", Tinos, serif; line-height: 1.35; }
          main { max-width: none; padding: 0; }
          p, .outcome, .contents { max-width: none; }
          h1 { font-size: 15pt; text-align: center; }
          h2 { font-size: 13pt; margin: 14pt 0 6pt; border: 0; break-after: avoid; }
          h3 { font-size: 12pt; break-after: avoid; }
          p { orphans: 2; widows: 2; }
          section > p { text-align: justify; }
          a, p a, th a { color: inherit; text-decoration: none; }
          .across { page: across; }
          .contents { padding: 0; background: none; }
          .contents.short { display: none; }
          details.held { display: none; }
          .table { overflow: visible; margin: 8pt 0; }
          table { width: calc(100% - 1pt); font-size: 10pt; line-height: 1.2; }
          .small table { font-size: 8.5pt; }
          .smaller table { font-size: 7.5pt; }
          .smaller th, .smaller td { padding: 1.5pt 2pt; }
          caption { font-size: 11pt; break-after: avoid; }
          thead { display: table-header-group; }
          tr { break-inside: avoid; }
          th, td { padding: 2pt 4pt; border: .5pt solid var(--line); }
          thead th, thead th.g, thead th.n { border: .5pt solid #000; text-align: center; vertical-align: middle; }
          tbody:first-of-type tr:nth-child(-n+2) { break-before: avoid; }
          tr.heading { break-after: avoid; }
          tr.heading th, tr.total > *, tr.grand > * { border: .5pt solid var(--line); }
          tr.total { break-before: avoid; }
          tbody th, tbody td:not(.n) { min-width: 0; max-width: none; }
          .form tbody th:not([colspan]) { width: 26%; }
          .files td:last-child { font-size: 7pt; min-width: 0; width: 38%; }
          .outcome { border: 1pt solid; border-left-width: 4pt; }
          .chart svg { max-width: 100%; }
          .chart details { display: none; }
          #appendix { font-size: 9.5pt; break-before: page; }
          :target { background: none; }
        }
        """
}
