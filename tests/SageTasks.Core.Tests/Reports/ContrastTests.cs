using System.Globalization;
using System.Text.RegularExpressions;
using SageTasks.Reports;

namespace SageTasks.Core.Tests.Reports;

/// <summary>Whatever is written can be read on what it is written on: 4.5 to 1 at least, in every theme and on paper.</summary>
public sealed partial class ContrastTests
{
    [Fact]
    public void Texts_stand_out_in_every_theme()
    {
        var themes = Themes().Matches(ReportStyle.Text).Select(theme => Colours().Matches(theme.Value).ToDictionary(colour => colour.Groups[1].Value, colour => colour.Groups[2].Value)).ToList();

        Assert.Equal(3, themes.Count);
        foreach (var theme in themes)
        {
            foreach (var ink in (string[])["text", "quiet", "link", "good", "bad", "stopped", "active", "open"])
            {
                Assert.All((string[])["page", "card"], ground => Assert.True(Contrast(theme[ink], theme[ground]) >= 4.5, $"{ink} on {ground}: {Contrast(theme[ink], theme[ground]):0.00}"));
            }
        }
    }

    private static double Contrast(string one, string other)
    {
        var (lighter, darker) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    // As the accessibility guidelines (WCAG 2) compute it.
    private static double Luminance(string colour) => (0.2126 * Channel(colour, 0)) + (0.7152 * Channel(colour, 2)) + (0.0722 * Channel(colour, 4));

    private static double Channel(string colour, int at)
    {
        var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(":root \\{[^}]*\\}", RegexOptions.None, 10_000)]
    private static partial Regex Themes();

    [GeneratedRegex("--([a-z]+): #([0-9a-f]{6})", RegexOptions.None, 10_000)]
    private static partial Regex Colours();
}
