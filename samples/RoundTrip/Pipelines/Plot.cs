using System.Globalization;
using System.Net;
using System.Text;

namespace RoundTrip.Pipelines;

/// <summary>The frame of an SVG plot: two axes with round ticks, grid lines and titles.</summary>
internal sealed class Plot(StringBuilder page, double xFrom, double xTo, double yTo)
{
    private const int Width = 720;
    private const int Height = 300;
    private const int Left = 72;
    private const int Right = 16;
    private const int Top = 16;
    private const int Bottom = 52;

    public double X(double value) => Left + ((value - xFrom) / (xTo - xFrom) * (Width - Left - Right));

    public double Y(double value) => Height - Bottom - (value / yTo * (Height - Top - Bottom));

    public void Begin(string description, string xTitle, string yTitle)
    {
        var text = WebUtility.HtmlEncode(description);
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\"><svg class=\"plot\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{text}\">\n");
        foreach (var value in Ticks(0, yTo, 5))
        {
            page.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\"/><text x=\"{Left - 8}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{value:#,0.##}</text>\n");
        }

        foreach (var value in Ticks(xFrom, xTo, 12))
        {
            page.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(value):F1}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{value:0}</text>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(xTitle)}</text>\n");
        page.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" transform=\"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{WebUtility.HtmlEncode(yTitle)}</text>\n");
    }

    public void End() => page.Append("</svg></div>\n");

    /// <summary>The least of 1, 2, 5, 10, 20 … that cuts a distance into at most so many steps.</summary>
    public static double Step(double distance, int most)
    {
        for (var power = 1.0; ; power *= 10)
        {
            foreach (var factor in new[] { 1, 2, 5 })
            {
                if (power * factor * most >= distance)
                {
                    return power * factor;
                }
            }
        }
    }

    private static IEnumerable<double> Ticks(double from, double to, int most)
    {
        var step = Step(to - from, most);
        for (var value = Math.Ceiling(from / step) * step; value <= to; value += step)
        {
            yield return value;
        }
    }
}
