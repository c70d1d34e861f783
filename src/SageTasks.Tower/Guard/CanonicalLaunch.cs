using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>A launch, asked for or stored, in the form that is hashed and compared. Blank texts, empty lists and false count as not given:
/// servers fill them in.</summary>
internal sealed record CanonicalLaunch
{
    public required string Pipeline { get; init; }

    public string? Revision { get; init; }

    public JsonObject? Parameters { get; init; }

    public IReadOnlyList<string>? Profiles { get; init; }

    public string? ConfigText { get; init; }

    public string? PreRunScript { get; init; }

    public string? PostRunScript { get; init; }

    public string? MainScript { get; init; }

    public string? EntryName { get; init; }

    public string? SchemaName { get; init; }

    public string? OutputDir { get; init; }

    public bool StubRun { get; init; }

    public JsonObject Optional { get; init; } = [];

    public CanonicalRequest ToRequest()
    {
        var fields = new JsonObject { ["pipeline"] = RepositoryAddress.Normalize(Pipeline) };
        Add(fields, "revision", Revision);
        if (Parameters is { Count: > 0 } parameters)
        {
            fields[CanonicalRequest.Parameters] = parameters.DeepClone();
        }

        if (Profiles is { Count: > 0 } profiles)
        {
            fields["profiles"] = Array(profiles);
        }

        Add(fields, "configText", ConfigText);
        Add(fields, "preRunScript", PreRunScript);
        Add(fields, "postRunScript", PostRunScript);
        Add(fields, "mainScript", MainScript);
        Add(fields, "entryName", EntryName);
        Add(fields, "schemaName", SchemaName);
        Add(fields, "outputDir", OutputDir);
        if (StubRun)
        {
            fields["stubRun"] = true;
        }

        return new CanonicalRequest { Fields = fields, Optional = Optional };
    }

    public static JsonArray? Array(IReadOnlyList<string>? values) =>
        values is { Count: > 0 } ? new JsonArray([.. values.Select(value => JsonValue.Create(value))]) : null;

    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static void Add(JsonObject fields, string name, string? value)
    {
        if (Given(value) is { } given)
        {
            fields[name] = given;
        }
    }
}
