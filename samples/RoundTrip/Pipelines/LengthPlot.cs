using System.Globalization;
using System.Text;

namespace RoundTrip.Pipelines;

/// <summary>How many reads of all samples have which length; many lengths share bars.</summary>
internal static class LengthPlot
{
    private const int MostBars = 40;
    private const int MostNumbers = 12;
    private const int LeastLengths = 10;
    private const double WidestBar = 48;

    public static void Append(StringBuilder page, IReadOnlyList<ReadStatistics> samples)
    {
        var lengths = samples.SelectMany(sample => sample.Lengths).ToList();
        var (least, most) = (lengths.Min(length => length.Key), lengths.Max(length => length.Key));
        var step = (int)Plot.Step(most - least + 1, MostBars);
        var bars = new SortedDictionary<int, long>();
        foreach (var (length, count) in lengths)
        {
            var first = length / step * step;
            bars[first] = bars.GetValueOrDefault(first) + count;
        }

        // A few lengths would fill the plot with a few wide bars: some empty room on both sides keeps it readable.
        var room = Math.Max(0, LeastLengths - (most - least + 1)) / 2;
        var plot = new Plot(page, bars.Keys.First() - room - 0.5, bars.Keys.Last() + step + room - 0.5, bars.Values.Max() * 1.12);
        page.Append("<section><h2>Read lengths</h2>\n<p class=\"soft\">All samples together.</p>\n");
        plot.Begin("How many reads have which length", "Read length (bp)", "Reads");
        foreach (var (first, count) in bars)
        {
            var (from, to) = (plot.X(first - 0.5), plot.X(first + step - 0.5));
            var width = Math.Min(WidestBar, 0.86 * (to - from));
            var name = step == 1 ? $"{first} bp" : $"{first}–{first + step - 1} bp";
            page.Append(CultureInfo.InvariantCulture, $"<rect x=\"{((from + to) / 2) - (width / 2):F1}\" y=\"{plot.Y(count):F1}\" width=\"{width:F1}\" height=\"{plot.Y(0) - plot.Y(count):F1}\"><title>{name}: {count:N0} reads</title></rect>");
            if (bars.Count <= MostNumbers)
            {
                page.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{(from + to) / 2:F1}\" y=\"{plot.Y(count) - 6:F1}\" text-anchor=\"middle\">{count:N0}</text>");
            }

            page.Append('\n');
        }

        plot.End();
        page.Append("</section>\n");
    }
}
