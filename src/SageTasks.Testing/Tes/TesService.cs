namespace SageTasks.Testing;

/// <summary>What the server says about itself.</summary>
internal sealed record TesService
{
    public string Id { get; init; } = "org.sagetasks.local.tes";

    public string Name { get; init; } = "SageTasks local TES";

    public required string Description { get; init; }

    public required IReadOnlyList<string> Storage { get; init; }

    public required IReadOnlyList<string> BackendParameters { get; init; }

    public required string Since { get; init; }
}
