namespace SageTasks.Testing;

/// <summary>Whose token it is.</summary>
internal sealed record TowerCaller(long Id, string Name, TowerRole Role)
{
    public string Email => $"{Name}@example.org";

    public bool May(TowerPermission permission) => permission switch
    {
        TowerPermission.Read => true,
        TowerPermission.ExecuteRuns or TowerPermission.WriteDatasets => Role <= TowerRole.Launch,
        TowerPermission.ExecuteAnything or TowerPermission.WriteLabels or TowerPermission.WritePipelines => Role <= TowerRole.Maintain,
        _ => Role <= TowerRole.Admin,
    };
}
