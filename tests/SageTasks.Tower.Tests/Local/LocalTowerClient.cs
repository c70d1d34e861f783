using SageTasks.Testing;

namespace SageTasks.Tower.Tests.Local;

internal static class LocalTowerClient
{
    /// <summary>A client of a local Tower, quick to retry.</summary>
    public static TowerClient Connect(this LocalTower tower, string? token = null, Action<TowerClientOptions>? configure = null)
    {
        var options = new TowerClientOptions { Token = token ?? tower.Token, Endpoint = tower.Url, WorkspaceId = tower.WorkspaceId };
        options.Http.Limit.RequestsPerSecond = 100_000;
        options.Http.Retry.BaseDelay = TimeSpan.FromMilliseconds(20);
        options.Http.Retry.MaxDelay = TimeSpan.FromMilliseconds(100);
        options.Http.Retry.MaxAttempts = 5;
        configure?.Invoke(options);
        return new TowerClient(options);
    }
}
