namespace SageTasks.Testing;

/// <summary>What a request needs.</summary>
internal enum TowerPermission
{
    Read,
    ExecuteRuns,
    WriteDatasets,
    ExecuteAnything,
    WriteLabels,
    WritePipelines,
    WriteResourceLabels,
    Administrate,
}
