namespace SageTasks.Testing.Synapse;

/// <summary>The storage locations that a project or folder uploads to.</summary>
internal sealed record ProjectSetting
{
    public string? ConcreteType { get; init; }

    public string? Id { get; init; }

    public string? ProjectId { get; init; }

    public string? SettingsType { get; init; }

    public string? Etag { get; init; }

    public IReadOnlyList<long>? Locations { get; init; }
}
