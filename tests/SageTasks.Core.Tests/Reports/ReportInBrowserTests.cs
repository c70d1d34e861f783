using System.Buffers.Binary;
using System.Text.RegularExpressions;
using SageTasks.ContractSuites;

namespace SageTasks.Core.Tests.Reports;

/// <summary>The report as a browser shows it.</summary>
[RequiresServer(Browser.Name)]
public sealed partial class ReportInBrowserTests : IDisposable
{
    // Kept where a person asks for it, to be looked at.
    private static readonly string? Kept = Environment.GetEnvironmentVariable("SAGETASKS_KEEP_PICTURES");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ServerFact]
    public async Task The_browser_takes_the_page_as_it_was_written()
    {
        var page = Records.Everything().ToHtml();
        var (document, messages) = await Browser.ReadAsync(Save("report.html", page));

        // Nothing was moved, closed or dropped by the parser, and nothing was tried that the page forbids itself.
        Assert.Equal(Tags(page), Tags(document));
        Assert.DoesNotContain("CONSOLE", messages, StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task It_is_drawn_on_every_screen_and_in_the_dark_with_other_colours()
    {
        var light = await DrawnAsync("light", 1280, 3400, "--blink-settings=preferredColorScheme=1");
        var dark = await DrawnAsync("dark", 1280, 3400, "--blink-settings=preferredColorScheme=0");
        await DrawnAsync("narrow", 500, 4200, "--blink-settings=preferredColorScheme=1");

        Assert.False(light.AsSpan().SequenceEqual(dark));
    }

    [ServerFact]
    public async Task It_prints_with_the_evidence_that_a_screen_folds_away()
    {
        var paper = Place("report.pdf");
        await Browser.PrintAsync(Save("report.html", Records.Everything().ToHtml()), paper);

        Assert.InRange(Pages().Count(await File.ReadAllTextAsync(paper, System.Text.Encoding.Latin1)), 2, 6);
    }

    [ServerFact]
    public async Task Ten_thousand_runs_are_a_page_too()
    {
        var (document, _) = await Browser.ReadAsync(Save("many.html", ReportPageTests.Many(10_000).ToHtml()));

        Assert.EndsWith("</html>", document.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(10_000, Rows().Count(document));
    }

    private async Task<byte[]> DrawnAsync(string name, int width, int height, string option)
    {
        var picture = Place($"{name}.png");
        await Browser.DrawAsync(Save("report.html", Records.Everything().ToHtml()), picture, width, height, option);

        var bytes = await File.ReadAllBytesAsync(picture);
        Assert.Equal((width, height), (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20))));

        // A page that stayed blank packs into next to nothing.
        Assert.True(bytes.Length > 50_000, $"{name}: {bytes.Length} bytes");
        return bytes;
    }

    private static IReadOnlyList<string> Tags(string html) => [.. Elements().Matches(html).Select(tag => tag.Groups[1].Value.ToLowerInvariant())];

    private Uri Save(string name, string html)
    {
        var file = Place(name);
        File.WriteAllText(file, html);
        return new Uri(file);
    }

    private string Place(string name)
    {
        var folder = Kept ?? _folder.Path;
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }

    [GeneratedRegex("<([a-zA-Z][a-zA-Z0-9]*)", RegexOptions.None, 10_000)]
    private static partial Regex Elements();

    [GeneratedRegex("/Type /Page\\b", RegexOptions.None, 10_000)]
    private static partial Regex Pages();

    [GeneratedRegex("<tr><th scope=\"row\"><a href", RegexOptions.None, 10_000)]
    private static partial Regex Rows();
}
