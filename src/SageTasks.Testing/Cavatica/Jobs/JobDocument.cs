using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>A job that is done after its request was answered, as it is kept.</summary>
internal sealed record JobDocument
{
    public required string Id { get; init; }

    /// <summary><c>copy</c>, <c>move</c>, <c>delete</c>, <c>import</c>, <c>export</c> or <c>drs</c>.</summary>
    public required string Kind { get; init; }

    public required string User { get; init; }

    public required string State { get; init; }

    public required JsonObject Request { get; init; }

    /// <summary>For each item the id of a file or a refusal; see <see cref="JobResult"/>.</summary>
    public IReadOnlyList<JobResult> Results { get; init; } = [];

    public required DateTimeOffset StartedOn { get; init; }

    public DateTimeOffset? FinishedOn { get; init; }
}
