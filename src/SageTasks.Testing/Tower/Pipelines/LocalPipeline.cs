using System.Text.Json.Serialization;

namespace SageTasks.Testing;

/// <summary>A repository that a <see cref="LocalTower"/> can launch, and what its launches do.</summary>
public sealed record LocalPipeline
{
    /// <summary>The repository, such as <c>https://github.com/nf-core/rnaseq</c>.</summary>
    public required string Url { get; init; }

    /// <summary>What a run does; it runs in this process. Null: runs are only simulated, see <see cref="Simulation"/>.</summary>
    [JsonIgnore]
    public Func<PipelineContext, CancellationToken, Task>? Run { get; init; }

    /// <summary>How runs go when <see cref="Run"/> is null; null lets them succeed at once.</summary>
    public SimulatedRun? Simulation { get; init; }

    /// <summary>
    /// The commit of each branch and tag. Empty: one branch <c>main</c>, whose commit is derived from the URL. A launch with another
    /// revision is refused, unless it is one of the commits itself.
    /// </summary>
    public IReadOnlyDictionary<string, string> Revisions { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether every revision that somebody names exists: nobody said which there are.</summary>
    internal bool HasAnyRevision { get; init; }

    /// <summary>The branch of a launch without a revision; null takes the first of <see cref="Revisions"/>.</summary>
    public string? DefaultRevision { get; init; }

    /// <summary>The configuration profiles that the repository offers.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = ["standard", "docker", "test"];

    /// <summary>The text of its <c>nextflow_schema.json</c>; null when it has none.</summary>
    public string? Schema { get; init; }
}
