using System.Globalization;
using System.Net;
using System.Text;

namespace RoundTrip.Pipelines;

/// <summary>The mean quality at each position of the reads, one line a sample. Lines differ in colour and in dashes.</summary>
internal static class QualityPlot
{
    private const int Colors = 6;

    private static readonly string[] Dashes = ["none", "9 5", "2 4", "12 4 2 4"];

    public static void Append(StringBuilder page, IReadOnlyList<ReadStatistics> samples)
    {
        var longest = Math.Max(2, samples.Max(sample => sample.QualityByPosition.Count));
        var best = Math.Max(40, samples.SelectMany(sample => sample.QualityByPosition).DefaultIfEmpty().Max());
        var plot = new Plot(page, 1, longest, best + 2);
        page.Append("<section><h2>Quality along the reads</h2>\n<ul>");
        for (var index = 0; index < samples.Count; index++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li><svg viewBox=\"0 0 40 12\" aria-hidden=\"true\"><line x1=\"0\" x2=\"40\" y1=\"6\" y2=\"6\" {Style(index)}/></svg>{WebUtility.HtmlEncode(samples[index].Sample)}</li>\n");
        }

        page.Append("</ul>\n");
        plot.Begin("Mean quality at each position of the reads, one line a sample", "Position in the read (bp)", "Mean quality (Phred score)");
        for (var index = 0; index < samples.Count; index++)
        {
            var points = samples[index].QualityByPosition.Select((quality, position) =>
                string.Create(CultureInfo.InvariantCulture, $"{plot.X(position + 1):F1},{plot.Y(quality):F1}"));
            page.Append(CultureInfo.InvariantCulture, $"<polyline {Style(index)} points=\"{string.Join(' ', points)}\"/>\n");
        }

        plot.End();
        page.Append("</section>\n");
    }

    private static string Style(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"style=\"stroke:var(--s{index % Colors});stroke-dasharray:{Dashes[index % Dashes.Length]}\"");
}
