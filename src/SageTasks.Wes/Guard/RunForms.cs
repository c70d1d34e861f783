using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>Brings a request that is asked for, and one that the server stored, into the same form. Empty texts and objects count as not given:
/// servers fill them in.</summary>
internal static class RunForms
{
    private const string Engine = "workflow_engine";
    private const string EngineVersion = "workflow_engine_version";
    private const string EngineParameters = "workflow_engine_parameters";
    private const string Attached = "attachments";

    public static CanonicalRequest Of(WesRunRequest request)
    {
        var fields = Fields(request.WorkflowUrl, request.WorkflowType, request.WorkflowTypeVersion, request.Parameters);
        Add(fields, Engine, request.WorkflowEngine);
        Add(fields, EngineVersion, request.WorkflowEngineVersion);
        Add(fields, EngineParameters, request.EngineParameters);
        Add(fields, Attached, Digest(request));
        return new CanonicalRequest { Fields = fields };
    }

    public static CanonicalRequest Of(WesStoredRequest stored)
    {
        var given = RunTags.GivenOf(stored.Tags);
        var fields = Fields(stored.WorkflowUrl, stored.WorkflowType, stored.WorkflowTypeVersion, Parameters(stored.WorkflowParams));

        // What the caller left open, the server filled in.
        Add(fields, Engine, IsGiven(Engine) ? stored.WorkflowEngine : null);
        Add(fields, EngineVersion, IsGiven(EngineVersion) ? stored.WorkflowEngineVersion : null);
        Add(fields, EngineParameters, IsGiven(EngineParameters) ? stored.WorkflowEngineParameters : null);
        Add(fields, Attached, RunTags.AttachmentsOf(stored.Tags));
        return new CanonicalRequest { Fields = fields, Untold = given is null ? [Attached] : [] };

        bool IsGiven(string field) => given?.Contains(field, StringComparer.Ordinal) ?? true;
    }

    /// <summary>What a stored request of the same work may carry besides: the engine that was chosen, and what engines take by default.</summary>
    public static CanonicalRequest Defaults(WesRunRequest request, WesServiceInfo? info)
    {
        var fields = new JsonObject();
        if (request.WorkflowEngine is null && request.Chosen?.WorkflowEngine is { } engine)
        {
            fields[Engine] = engine;
            if (info?.WorkflowEngineVersions.GetValueOrDefault(engine) is [var version])
            {
                fields[EngineVersion] = version;
            }
        }

        var parameters = new JsonObject();
        foreach (var parameter in info?.DefaultWorkflowEngineParameters ?? [])
        {
            if (parameter is { Name: { } name, DefaultValue: { } value })
            {
                parameters[name] = value;
            }
        }

        fields[EngineParameters] = parameters;
        return new CanonicalRequest { Fields = fields };
    }

    /// <summary>The names of the optional fields that the caller gave.</summary>
    public static IEnumerable<string> Given(WesRunRequest request) => Of(request).Fields.Select(field => field.Key).Where(name => name is Engine or EngineVersion or EngineParameters);

    /// <summary>One digest over the names and contents of all attachments; null where there are none.</summary>
    /// <exception cref="ArgumentException">An attachment's digest is not known yet.</exception>
    public static string? Digest(WesRunRequest request)
    {
        if (request.Attachments.Count == 0)
        {
            return null;
        }

        var list = new StringBuilder();
        foreach (var attachment in request.Attachments.OrderBy(attachment => attachment.Name, StringComparer.Ordinal))
        {
            var digest = attachment.Sha256 ?? throw new ArgumentException($"The digest of '{attachment.Name}' is not known; call {nameof(WesRuns.PrepareAsync)} first.", nameof(request));
            list.Append(digest.ToLowerInvariant()).Append(' ').Append(attachment.Name).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())));
    }

    private static JsonObject Fields(string? url, string? type, string? typeVersion, JsonObject? parameters)
    {
        var fields = new JsonObject();
        Add(fields, "workflow_url", url);
        Add(fields, "workflow_type", type);
        Add(fields, "workflow_type_version", typeVersion);
        if (parameters is { Count: > 0 })
        {
            fields[CanonicalRequest.Parameters] = parameters.DeepClone();
        }

        return fields;
    }

    // Some servers give the text that they were sent.
    private static JsonObject? Parameters(JsonElement? stored)
    {
        try
        {
            return stored switch
            {
                { ValueKind: JsonValueKind.Object } fields => Parse(fields.GetRawText()),
                { ValueKind: JsonValueKind.String } text => Parse(text.GetString()!),
                _ => null,
            };
        }
        catch (JsonException)
        {
            // Kept as it is, so that the comparison shows it as the difference that it is.
            return new JsonObject { ["workflow_params"] = stored?.ToString() };
        }
    }

    private static JsonObject? Parse(string json) => JsonNode.Parse(json) as JsonObject;

    private static void Add(JsonObject fields, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            fields[name] = value;
        }
    }

    private static void Add(JsonObject fields, string name, IReadOnlyDictionary<string, string>? values)
    {
        if (values is { Count: > 0 })
        {
            fields[name] = new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value)));
        }
    }
}
