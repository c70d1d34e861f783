namespace SageTasks.Testing;

/// <summary>A workspace. A user's personal one has no organisation, and no id that the API shows.</summary>
internal sealed record TowerWorkspace(long Key, string Name, long? OrgId, string? OrgName)
{
    /// <summary>The id that the API shows.</summary>
    public long? Id => OrgId is null ? null : Key;
}
