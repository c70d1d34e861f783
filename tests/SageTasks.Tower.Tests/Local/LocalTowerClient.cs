using NSubstitute;
using SageTasks.Testing;

namespace SageTasks.Tower.Tests.Local;

internal static class LocalTowerClient
{
    /// <summary>A client of a local Tower, quick to retry.</summary>
    public static TowerClient Connect(this LocalTower tower, string? token = null, Action<TowerClientOptions>? configure = null) =>
        new(Options(tower, token, configure));

    /// <summary>The same, and it notes which of its methods are called.</summary>
    public static TowerClient ConnectNoting(this LocalTower tower, Action<TowerClientOptions>? configure = null) =>
        Substitute.ForPartsOf<TowerClient>(Options(tower, null, configure), null!, null!);

    private static TowerClientOptions Options(LocalTower tower, string? token, Action<TowerClientOptions>? configure)
    {
        var options = new TowerClientOptions { Token = token ?? tower.Token, Endpoint = tower.Url, WorkspaceId = tower.WorkspaceId };
        options.Http.Limit.RequestsPerSecond = 100_000;
        options.Http.Retry.BaseDelay = TimeSpan.FromMilliseconds(20);
        options.Http.Retry.MaxDelay = TimeSpan.FromMilliseconds(100);
        options.Http.Retry.MaxAttempts = 5;
        configure?.Invoke(options);
        return options;
    }
}
