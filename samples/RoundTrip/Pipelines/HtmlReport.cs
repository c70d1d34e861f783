using System.Globalization;
using System.Net;
using System.Text;

namespace RoundTrip.Pipelines;

/// <summary>One self-contained page with a table and two plots, for screens of any width and for paper. The same statistics always give the
/// same bytes.</summary>
internal static class HtmlReport
{
    private const string Head = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Read statistics</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <style>
        :root { color-scheme: light dark; --text: #1c2530; --soft: #55606e; --line: #d5dae1; --page: #ffffff;
          --s0: #0060a8; --s1: #b84a00; --s2: #00734f; --s3: #a3316f; --s4: #6a4fb3; --s5: #6b6100; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6eaf0; --soft: #a4aebb; --line: #3a434f; --page: #14181d;
          --s0: #6cb6ff; --s1: #ffa657; --s2: #4cd3a0; --s3: #ff9bcb; --s4: #b9a5ff; --s5: #e0cf4f; } }
        @media print { :root { color-scheme: light; --text: #000; --soft: #444; --line: #bbb; --page: #fff;
          --s0: #0060a8; --s1: #b84a00; --s2: #00734f; --s3: #a3316f; --s4: #6a4fb3; --s5: #6b6100; } }
        @page { margin: 15mm; }
        * { box-sizing: border-box; }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 2rem 1.5rem; color: var(--text); background: var(--page); }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; } h2 { font-size: 1.2rem; margin: 0; break-after: avoid; }
        p { margin: .25rem 0; } .soft { color: var(--soft); }
        section { margin-top: 2.5rem; break-inside: avoid; } .wide { overflow-x: auto; margin-top: .75rem; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: .45rem .75rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { font-weight: 600; } thead th { color: var(--soft); border-bottom-width: 2px; }
        th:first-child { text-align: left; padding-left: 0; } :is(th, td):last-child { padding-right: 0; } tr { break-inside: avoid; }
        ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .5rem 0 0; padding: 0; }
        li svg { width: 2.5rem; height: .75rem; margin-right: .5rem; vertical-align: middle; }
        .plot { display: block; width: 100%; min-width: 34rem; height: auto; }
        .plot text { fill: var(--soft); font-size: 12px; } .plot .name { fill: var(--text); }
        .plot line { stroke: var(--line); } .plot rect { fill: var(--s0); }
        polyline, li line { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
        @media print { body { max-width: none; padding: 0; font-size: 11pt; } section { margin-top: 1.25rem; } .wide { overflow: visible; } .plot { min-width: 0; max-width: 150mm; } * { print-color-adjust: exact; } }
        </style></head><body>

        """;

    public static string Of(IReadOnlyList<ReadStatistics> samples)
    {
        var page = new StringBuilder(Head);
        var (reads, bases) = (samples.Sum(sample => sample.Reads), samples.Sum(sample => sample.Bases));
        page.Append(CultureInfo.InvariantCulture, $"<h1>Read statistics</h1>\n<p class=\"soft\">Samples: {samples.Count:N0} · Reads: {reads:N0} · Bases: {bases:N0}</p>\n");
        AppendTable(page, samples);
        QualityPlot.Append(page, samples);
        LengthPlot.Append(page, samples);
        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendTable(StringBuilder page, IReadOnlyList<ReadStatistics> samples)
    {
        page.Append("""
            <section><h2>Samples</h2>
            <div class="wide"><table><thead><tr><th scope="col">Sample</th><th scope="col">Reads</th><th scope="col">Bases</th><th scope="col">Length (bp)</th><th scope="col">GC (%)</th><th scope="col">Mean quality</th><th scope="col">≥ Q30 (%)</th></tr></thead><tbody>

            """);
        foreach (var sample in samples)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(sample.Sample)}</th><td>{sample.Reads:N0}</td><td>{sample.Bases:N0}</td><td>{Lengths(sample)}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{sample.GcPercent:F2}</td><td>{sample.MeanQuality:F2}</td><td>{sample.Q30Percent:F2}</td></tr>\n");
        }

        page.Append("""
            </tbody></table></div>
            <p class="soft">Reads of both mates. GC: among the bases that were called. Qualities are Phred scores; at Q30 one base in 1,000 is expected to be wrong.</p></section>

            """);
    }

    private static string Lengths(ReadStatistics sample)
    {
        var (least, most) = (sample.Lengths.Keys.Min(), sample.Lengths.Keys.Max());
        return least == most ? $"{least}" : $"{least}–{most}";
    }
}
