using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>A run that was there before, put into a <see cref="LocalWes"/> without executing anything.</summary>
public sealed record PastWesRun
{
    /// <summary>The workflow's address.</summary>
    public string WorkflowUrl { get; init; } = "https://workflows.example.org/main.cwl";

    /// <summary>The workflow's language.</summary>
    public string WorkflowType { get; init; } = "CWL";

    /// <summary>The parameters.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>The tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init => field = value ?? new Dictionary<string, string>(StringComparer.Ordinal); } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its state, see <see cref="LocalWesState"/>.</summary>
    public string State { get; init; } = LocalWesState.Complete;

    /// <summary>When it began; null for now.</summary>
    public DateTimeOffset? Started { get; init; }
}
