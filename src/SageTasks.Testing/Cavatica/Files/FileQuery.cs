using System.Text.RegularExpressions;

namespace SageTasks.Testing.Cavatica;

/// <summary>The language of <c>POST /files/search</c>: <c>IN "owner/project" WHERE type = "FILE" AND name = "a.txt"</c>.</summary>
internal sealed partial class FileQuery
{
    private const string MetadataPrefix = "metadata.";

    private readonly List<(string Field, string Value, bool Differs)> _conditions = [];

    private FileQuery(IReadOnlyList<string> projects) => Projects = projects;

    /// <summary>The projects that it searches.</summary>
    public IReadOnlyList<string> Projects { get; }

    public static FileQuery Parse(string text)
    {
        var whole = Whole().Match(text);
        if (!whole.Success)
        {
            throw Wrong("it does not begin with IN \"owner/project\"");
        }

        var query = new FileQuery([.. Quoted().Matches(whole.Groups["projects"].Value).Select(match => match.Groups["text"].Value)]);
        foreach (var part in whole.Groups["where"].Success ? And().Split(whole.Groups["where"].Value) : [])
        {
            var condition = Condition().Match(part);
            if (!condition.Success)
            {
                throw Wrong($"'{part.Trim()}' is no condition");
            }

            query._conditions.Add((condition.Groups["field"].Value, condition.Groups["value"].Value, condition.Groups["sign"].Value == "!="));
        }

        return query;
    }

    public bool Matches(FileDocument file) => _conditions.TrueForAll(condition => condition.Differs != Holds(file, condition.Field, condition.Value));

    private static bool Holds(FileDocument file, string field, string value) => field switch
    {
        "type" => string.Equals(value, file.IsFolder ? "FOLDER" : "FILE", StringComparison.OrdinalIgnoreCase),
        "name" => file.Name == value,
        "id" => file.Id == value,
        "tag" or "tags" => file.Tags.Contains(value, StringComparer.Ordinal),
        "origin.task" => file.OriginTask == value,
        _ when field.StartsWith(MetadataPrefix, StringComparison.Ordinal) => FileSearch.Metadata(file, field[MetadataPrefix.Length..]) == value,
        _ => throw Wrong($"'{field}' is no field"),
    };

    private static RefusalException Wrong(string why) => CavaticaErrors.Bad($"The query cannot be read: {why}.");

    [GeneratedRegex("""^\s*IN\s+(?<projects>"[^"]+"(\s*,\s*"[^"]+")*)(\s+WHERE\s+(?<where>.+))?\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 30_000)]
    private static partial Regex Whole();

    [GeneratedRegex("\"(?<text>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("""\s+AND\s+(?=[\w.]+\s*!?=)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex And();

    [GeneratedRegex("""^\s*(?<field>[\w.]+)\s*(?<sign>!?=)\s*"(?<value>[^"]*)"\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Condition();
}
