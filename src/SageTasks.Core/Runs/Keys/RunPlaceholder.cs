using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>Stands inside an input for the id of the run that does not exist yet, for example in an output folder's name. Only platforms that
/// draft a run before they start it (<see cref="RunCapabilities.DraftFirst"/>) know the id in time. The key is computed from the placeholder,
/// so it stays the same for every run of the work; the draft gets its own id before it is started; and a stored request is compared
/// as if the id in it were the placeholder.</summary>
public static class RunPlaceholder
{
    /// <summary>The text that stands for the run's id, alone or within a longer text: <c>"results/" + RunPlaceholder.Id</c>.</summary>
    public const string Id = "__sagetasks_run_id__";

    /// <summary>The text with the run's id in place of every placeholder.</summary>
    public static string Substitute(string text, string runId)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        return text.Replace(Id, runId, StringComparison.Ordinal);
    }

    /// <summary>A copy of the value with the run's id in place of every placeholder, in all texts at any depth; names of properties stay.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static JsonNode? Substitute(JsonNode? value, string runId) => Change(value, text => Substitute(text, runId));

    /// <summary>Whether a placeholder stands in a text of the value, at any depth: in a draft, its run's id is still to be put in.</summary>
    public static bool IsIn(JsonNode? value) => value switch
    {
        null => false,
        JsonObject fields => fields.Any(field => IsIn(field.Value)),
        JsonArray items => items.Any(IsIn),
        _ => value.GetValueKind() == JsonValueKind.String && CanonicalJson.ReadString(value).Contains(Id, StringComparison.Ordinal),
    };

    /// <summary>Whether a placeholder stands in the request.</summary>
    /// <exception cref="ArgumentException">It stands where it would never become an id.</exception>
    internal static bool IsIn(CanonicalRequest request, RunCapabilities capabilities)
    {
        if (!IsIn(request.Fields) && !IsIn(request.Optional))
        {
            return false;
        }

        var places = Places(request.Fields).Concat(Places(request.Optional)).ToList();
        if (!capabilities.DraftFirst)
        {
            throw new ArgumentException(
                $"{places[0]} holds {nameof(RunPlaceholder)}.{nameof(Id)}, and {capabilities.Platform} gives a run its id only when it starts: "
                + "write a value that is known before. Nothing was sent.", nameof(request));
        }

        return places.Find(place => !place.StartsWith($"/{CanonicalRequest.Parameters}/", StringComparison.Ordinal)) is { } elsewhere
            ? throw new ArgumentException(
                $"{elsewhere} holds {nameof(RunPlaceholder)}.{nameof(Id)}, and only inputs may. Nothing was sent.", nameof(request))
            : true;
    }

    /// <summary>A copy of the value with the placeholder in place of the run's id.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    internal static JsonNode? Restore(JsonNode? value, string runId) => Change(value, text => text.Replace(runId, Id, StringComparison.Ordinal));

    [return: NotNullIfNotNull(nameof(value))]
    private static JsonNode? Change(JsonNode? value, Func<string, string> change) => value switch
    {
        null => null,
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Change(field.Value, change)))),
        JsonArray items => new JsonArray([.. items.Select(item => Change(item, change))]),
        _ when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(change(CanonicalJson.ReadString(value))),
        _ => value.DeepClone(),
    };

    private static IEnumerable<string> Places(JsonObject fields) =>
        JsonLeaves.Of(fields).Where(leaf => leaf.Value.Contains(Id, StringComparison.Ordinal)).Select(leaf => leaf.Pointer);
}
