using System.Diagnostics.CodeAnalysis;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>One command in a container, its inputs and outputs as locations. Plain data: it round-trips through JSON with any serializer, so an
/// orchestrator can hold it and run it later.</summary>
public sealed record TesCommand
{
    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The container image.</summary>
    public required string Image { get; init; }

    /// <summary>The command and its arguments, one entry each.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Where each input comes from, by its absolute path in the container; a location that ends in a slash is a directory.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, Location> Inputs { get; init => field = value ?? new Dictionary<string, Location>(StringComparer.Ordinal); } = new Dictionary<string, Location>(StringComparer.Ordinal);

    /// <summary>Where each output goes, by its absolute path in the container; a location that ends in a slash is a directory.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, Location> Outputs { get; init => field = value ?? new Dictionary<string, Location>(StringComparer.Ordinal); } = new Dictionary<string, Location>(StringComparer.Ordinal);

    /// <summary>What the inputs' bytes are, by the same paths, where it is known: changed bytes are then other work, and the same bytes elsewhere
    /// are not.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, ContentIdentity> InputContents { get; init => field = value ?? new Dictionary<string, ContentIdentity>(StringComparer.Ordinal); } = new Dictionary<string, ContentIdentity>(StringComparer.Ordinal);

    /// <summary>Environment variables.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, string> Env { get; init => field = value ?? TolerantMap.Empty; } = TolerantMap.Empty;

    /// <summary>The absolute path that the command starts in; null for the image's own.</summary>
    public string? Workdir { get; init; }

    /// <summary>The absolute path of the file that takes the standard output; null for none. Give it in <see cref="Outputs"/> too to have it.</summary>
    public string? Stdout { get; init; }

    /// <summary>What the command needs to run.</summary>
    public TesResources? Resources { get; init; }

    /// <summary>Makes otherwise equal work distinct, such as <c>2026-11-22</c> for "once per day"; null for "once".</summary>
    public string? Scope { get; init; }
}
