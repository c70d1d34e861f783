namespace SageTasks.Testing.Synapse;

/// <summary>The server about itself.</summary>
internal static class PlatformEndpoints
{
    public static void Map(Api api)
    {
        var json = SynapseJson.Default;
        var version = new SynapseVersionInfo { Version = "500.0-local", StackInstance = "local-0" };
        var status = new StackStatus { Status = "READ_WRITE", CurrentMessage = "Synapse is ready for read and write", PendingMaintenanceMessage = "" };
        api.Map("GET /repo/v1/version", json.SynapseVersionInfo, _ => version);
        api.Map("GET /auth/v1/version", json.SynapseVersionInfo, _ => version);
        api.Map("GET /file/v1/version", json.SynapseVersionInfo, _ => version);
        api.Map("GET /repo/v1/status", json.StackStatus, _ => status);
    }
}
