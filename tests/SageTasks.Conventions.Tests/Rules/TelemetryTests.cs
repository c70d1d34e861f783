using System.Text.RegularExpressions;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>What people build dashboards on is listed in <c>docs/telemetry.md</c>: neither the page nor the code knows a name that the other does not.</summary>
public sealed partial class TelemetryTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "telemetry.md")).ReplaceLineEndings("\n");

    private static readonly IReadOnlyList<SourceFile> Sources = [.. Repository.FilesBelow(Repository.Source).Where(file => !file.Path.StartsWith("src/SageTasks.Testing/", StringComparison.Ordinal))];

    [Fact]
    public void Sources_and_meters_are_listed() =>
        Assert.Equal(Found(SourceName()), Listed("Sources and meters", 0));

    [Fact]
    public void Spans_are_listed() =>
        Assert.Equal(Found(SpanName()), Listed("Spans", 0).Where(name => !name.StartsWith("GET ", StringComparison.Ordinal)));

    [Fact]
    public void Instruments_are_listed_with_their_units() =>
        Assert.Equal(
            Sources.SelectMany(file => Instrument().Matches(file.WithoutComments)).Select(made => $"{made.Groups["name"].Value} {made.Groups["unit"].Value}").Order(StringComparer.Ordinal).Distinct(),
            Rows("Metrics").Select(cells => $"{Names(cells[0]).Single()} {Names(cells[1]).Single()}").Order(StringComparer.Ordinal));

    [Fact]
    public void Tags_are_listed() =>
        Assert.Equal(Found(Tag()), Listed("Spans", 2).Concat(Listed("Metrics", 3)).Order(StringComparer.Ordinal).Distinct());

    // Only files that speak of telemetry: a pair of a name and a value is nothing special elsewhere.
    private static IEnumerable<string> Found(Regex pattern) =>
        Sources.SelectMany(file => pattern.Matches(file.WithoutComments).Where(_ => file.Name.EndsWith("Telemetry", StringComparison.Ordinal) || !pattern.ToString().StartsWith("(?#tag)", StringComparison.Ordinal)))
            .Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal).Distinct();

    private static IEnumerable<string> Listed(string section, int column) => Rows(section).SelectMany(cells => Names(cells[column])).Order(StringComparer.Ordinal).Distinct();

    private static List<string[]> Rows(string section)
    {
        var rows = Page.Split($"## {section}\n")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith('|')).Skip(2).Select(line => line[1..^1].Split('|')).ToList();
        Assert.NotEmpty(rows);
        return rows;
    }

    private static IEnumerable<string> Names(string cell) => Quoted().Matches(cell).Select(name => name.Groups["name"].Value);

    [GeneratedRegex("""(TelemetryName = |const string (Name|Telemetry) = )"(?<name>SageTasks\.[A-Za-z.0-9]+)";?""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex SourceName();

    [GeneratedRegex("""(StartActivity|TransferTelemetry\.Start)\("(?<name>[^"]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex SpanName();

    [GeneratedRegex("""Create\w+<\w+>\("(?<name>[^"]+)", "(?<unit>[^"]+)",""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Instrument();

    [GeneratedRegex("""(?#tag)(SetTag\(|\{ |new\(|object\?>\(|const string \w*Tag = )"(?<name>[a-z_]+(\.[a-z_]+)+)"(,|;)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Tag();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Quoted();
}
