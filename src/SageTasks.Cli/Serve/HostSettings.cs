using SageTasks.Testing;

namespace SageTasks.Cli;

/// <summary>What the command line says.</summary>
internal sealed record HostSettings
{
    public int? Synapse { get; init; }

    public int? Tower { get; init; }

    public int? Gcs { get; init; }

    public int? S3 { get; init; }

    public int? Azure { get; init; }

    public int? Tes { get; init; }

    public LocalTesPersonality TesLike { get; init; }

    public int? Wes { get; init; }

    public bool WesOnTes { get; init; }

    public int? Drs { get; init; }

    public string? Objects { get; init; }

    public int? Cavatica { get; init; }

    public IReadOnlyList<string> Apps { get; init; } = [];

    public IReadOnlyList<string> Buckets { get; init; } = [];

    public string? State { get; init; }

    public string? Faults { get; init; }

    public string? Token { get; init; }

    public IReadOnlyList<string> HostNames { get; init; } = [];

    public int? History { get; init; }

    public IReadOnlyList<string> Pipelines { get; init; } = [];

    public TimeSpan RunTime { get; init; }

    public bool HasAll => Synapse is null && Tower is null && Gcs is null && S3 is null && Azure is null && Tes is null && Wes is null && Drs is null && Cavatica is null;
}
