using System.Text.Json.Nodes;

namespace SageTasks.Tower;

/// <summary>Where a run put its results.</summary>
public sealed record RunOutput
{
    /// <summary>The run's id.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The name that the run really has. A resumed or repeated run has another one than was asked for first, so paths that hold
    /// a run's name are made from this.</summary>
    public required string RunName { get; init; }

    /// <summary>The output directory.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>The parameters that the run was launched with; null where the platform does not have them.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>The address of a result.</summary>
    /// <param name="relative">The path below the output directory, such as <c>multiqc/report.html</c>; <c>{runName}</c> in it stands for
    /// <see cref="RunName"/>.</param>
    public string PathOf(string relative)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(relative);
        return $"{OutputDirectory.TrimEnd('/')}/{relative.TrimStart('/').Replace("{runName}", RunName, StringComparison.Ordinal)}";
    }
}
