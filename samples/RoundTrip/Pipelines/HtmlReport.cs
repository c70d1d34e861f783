using System.Globalization;
using System.Net;
using System.Text;

namespace RoundTrip.Pipelines;

/// <summary>One self-contained page with a table and two plots. The same statistics always give the same bytes.</summary>
internal static class HtmlReport
{
    private const int Width = 640;
    private const int Height = 220;
    private const int Left = 48;
    private const int Bottom = 28;
    private const double TopQuality = 42;

    private static readonly string[] Colors = ["#2563eb", "#d97706", "#059669", "#be185d", "#7c3aed", "#0e7490"];

    public static string Of(IReadOnlyList<ReadStatistics> samples)
    {
        var page = new StringBuilder();
        page.Append("""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Read statistics</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 52rem; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; } th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid #8884; }
            th:first-child, td:first-child { text-align: left; } svg { width: 100%; height: auto; } text { fill: currentColor; font-size: 12px; }
            </style></head><body><h1>Read statistics</h1>

            """);
        AppendTable(page, samples);
        page.Append("<h2>Mean quality by position</h2>\n");
        AppendQuality(page, samples);
        page.Append("<h2>Read lengths</h2>\n");
        AppendLengths(page, samples);
        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendTable(StringBuilder page, IReadOnlyList<ReadStatistics> samples)
    {
        page.Append("<table><thead><tr><th>Sample</th><th>Reads</th><th>Bases</th><th>GC %</th><th>Mean quality</th><th>Q30 %</th></tr></thead><tbody>\n");
        foreach (var sample in samples)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{WebUtility.HtmlEncode(sample.Sample)}</td><td>{sample.Reads:N0}</td><td>{sample.Bases:N0}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{sample.GcPercent:F2}</td><td>{sample.MeanQuality:F2}</td><td>{sample.Q30Percent:F2}</td></tr>\n");
        }

        page.Append("</tbody></table>\n");
    }

    private static void AppendQuality(StringBuilder page, IReadOnlyList<ReadStatistics> samples)
    {
        var longest = Math.Max(2, samples.Max(sample => sample.QualityByPosition.Count));
        BeginPlot(page, "Mean quality at each position of the reads, one line a sample");
        foreach (var quality in new[] { 0, 10, 20, 30, 40 })
        {
            page.Append(CultureInfo.InvariantCulture, $"<text x=\"4\" y=\"{Y(quality / TopQuality) + 4:F1}\">Q{quality}</text>");
            page.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width}\" y1=\"{Y(quality / TopQuality):F1}\" y2=\"{Y(quality / TopQuality):F1}\" stroke=\"#8883\"/>\n");
        }

        for (var index = 0; index < samples.Count; index++)
        {
            var points = samples[index].QualityByPosition.Select((quality, position) =>
                string.Create(CultureInfo.InvariantCulture, $"{X((double)position / (longest - 1)):F1},{Y(quality / TopQuality):F1}"));
            page.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke-width=\"2\" stroke=\"{Colors[index % Colors.Length]}\" points=\"{string.Join(' ', points)}\"/>\n");
            page.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + 8}\" y=\"{20 + (16 * index)}\" style=\"fill:{Colors[index % Colors.Length]}\">{WebUtility.HtmlEncode(samples[index].Sample)}</text>\n");
        }

        page.Append("</svg>\n");
    }

    private static void AppendLengths(StringBuilder page, IReadOnlyList<ReadStatistics> samples)
    {
        var lengths = new SortedDictionary<int, long>();
        foreach (var (length, count) in samples.SelectMany(sample => sample.Lengths))
        {
            lengths[length] = lengths.GetValueOrDefault(length) + count;
        }

        var most = Math.Max(1, lengths.Values.Max());
        var step = (double)(Width - Left) / lengths.Count;
        BeginPlot(page, "How many reads have which length");
        var index = 0;
        foreach (var (length, count) in lengths)
        {
            var x = Left + (step * index++);
            var y = Y(0.9 * count / most);
            page.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x + (step * 0.1):F1}\" y=\"{y:F1}\" width=\"{step * 0.8:F1}\" height=\"{Height - Bottom - y:F1}\" fill=\"{Colors[0]}\"/>");
            page.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (step / 2):F1}\" y=\"{Height - 10}\" text-anchor=\"middle\">{length} bp</text>");
            page.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (step / 2):F1}\" y=\"{y - 4:F1}\" text-anchor=\"middle\">{count:N0}</text>\n");
        }

        page.Append("</svg>\n");
    }

    private static void BeginPlot(StringBuilder page, string title) =>
        page.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title}\"><title>{title}</title>\n");

    private static double X(double share) => Left + (share * (Width - Left - 8));

    private static double Y(double share) => (1 - share) * (Height - Bottom);
}
