namespace SageTasks.Reports;

/// <summary>How a report looks: on light and dark screens, wide and narrow ones, and on paper.</summary>
internal static class ReportStyle
{
    public const string Text = """

        :root {
          color-scheme: light dark;
          --page: #ffffff; --text: #1c2128; --quiet: #59636e; --line: #d1d9e0; --card: #f6f8fa; --link: #0550ae;
          --good: #1a7f37; --bad: #b42318; --stopped: #7a4d00; --active: #0b62c4; --open: #59636e; --over: #ffffff;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0f1419; --text: #e6edf3; --quiet: #9aa4af; --line: #333b44; --card: #181e25; --link: #79b8ff;
            --good: #4ac26b; --bad: #ff8478; --stopped: #e0b040; --active: #6cb2ff; --open: #9aa4af; --over: #0f1419;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0 auto; padding: 2rem 1.5rem; max-width: 76rem; background: var(--page); color: var(--text);
          font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
        }
        h1, h2, h3, h4 { line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
        h1 { font-size: 1.75rem; }
        h2 { font-size: 1.25rem; margin: 2.5rem 0 0.75rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1rem; }
        ul + h3, div + h3 { margin-top: 1rem; }
        h4 { font-size: 0.9375rem; margin-top: 1rem; }
        p, ul { margin: 0.5rem 0; }
        ul { padding-left: 1.25rem; }
        a { color: var(--link); }
        a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--active); outline-offset: 2px; }
        code, pre { font: 0.875em/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
        pre { margin: 0.5rem 0; padding: 0.75rem; background: var(--card); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; white-space: pre-wrap; }
        .quiet { color: var(--quiet); }
        th .quiet { display: block; font-size: 0.8125rem; font-weight: 400; }
        .skip { position: absolute; left: -100rem; padding: 0.5rem 1rem; background: var(--page); }
        .skip:focus { left: 1rem; top: 0.5rem; }
        .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 0.75rem; margin: 0 0 1rem; }
        .figures > div { padding: 0.75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        .figures dt { color: var(--quiet); font-size: 0.875rem; }
        .figures dd { margin: 0; }
        .figures strong { display: block; font-size: 1.5rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .figures span { display: block; color: var(--quiet); font-size: 0.8125rem; }
        .bar { display: block; width: 100%; height: 14px; border-radius: 7px; }
        .wide { overflow-x: auto; position: relative; }
        table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
        caption { text-align: left; color: var(--quiet); padding: 0.25rem 0; }
        th, td { padding: 0.5rem 0.75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        thead th { color: var(--quiet); font-size: 0.8125rem; white-space: nowrap; }
        tbody th { font-weight: 600; min-width: 11rem; max-width: 30rem; overflow-wrap: anywhere; }
        td { font-variant-numeric: tabular-nums; }
        th.number, td.number { text-align: right; white-space: nowrap; }
        time, .state { white-space: nowrap; }
        .state { font-weight: 600; }
        .state.good { color: var(--good); } .state.bad { color: var(--bad); } .state.stopped { color: var(--stopped); }
        .state.active { color: var(--active); } .state.open { color: var(--open); }
        .attention { list-style: none; padding: 0; }
        .attention li { padding: 0.5rem 0.75rem; margin: 0.375rem 0; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 6px; overflow-wrap: anywhere; }
        .attention .state { white-space: normal; }
        figure { margin: 0; }
        figcaption { color: var(--quiet); font-size: 0.875rem; margin-top: 0.5rem; }
        .chart { display: block; width: 100%; min-width: 46rem; height: auto; font-size: 13px; }
        .chart text { fill: var(--text); } .chart text.axis { fill: var(--quiet); font-size: 12px; } .chart .tick { stroke: var(--line); }
        rect.good { fill: var(--good); } rect.bad { fill: url(#hatch); stroke: var(--bad); } rect.stopped { fill: url(#dots); stroke: var(--stopped); }
        rect.active { fill: url(#stripes); stroke: var(--active); } rect.open { fill: var(--page); stroke: var(--open); } rect.waiting { fill: var(--quiet); }
        .ground-bad { fill: var(--bad); } .ground-stopped { fill: var(--stopped); } .ground-active { fill: var(--active); } .line { fill: var(--over); fill-opacity: 0.45; }
        details { border: 1px solid var(--line); border-radius: 6px; margin: 0.5rem 0; }
        summary { padding: 0.5rem 0.75rem; cursor: pointer; }
        summary h3 { display: inline; overflow-wrap: anywhere; }
        .inside { padding: 0 1rem 1rem; scroll-margin-top: 3.5rem; }
        footer { margin-top: 2.5rem; padding-top: 0.75rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.8125rem; }
        @media (max-width: 40rem) { body { padding: 1rem; } h1 { font-size: 1.375rem; } }
        @media print {
          :root {
            color-scheme: light;
            --page: #ffffff; --text: #000000; --quiet: #444444; --line: #bbbbbb; --card: #ffffff; --link: #000000;
            --good: #1a7f37; --bad: #b42318; --stopped: #7a4d00; --active: #0b62c4; --open: #444444; --over: #ffffff;
          }
          @page { margin: 15mm; }
          body { max-width: none; padding: 0; font-size: 10pt; }
          rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .skip { display: none; }
          .wide { overflow: visible; }
          .chart { min-width: 0; }
          h1, h2, h3, h4, summary, caption, thead { break-after: avoid; }
          tr, .figures > div, .chart, .attention li, figcaption { break-inside: avoid; }
          thead { display: table-header-group; }
          details::details-content { content-visibility: visible; block-size: auto; }
          a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 8pt; font-weight: 400; overflow-wrap: anywhere; }
          table { font-size: 9pt; } th, td { padding: 0.2rem 0.4rem; }
          tbody th { min-width: 4.5cm; }
          td:has(> time) { min-width: 2.2cm; }
          time, thead th { white-space: normal; }
        }

        """;
}
