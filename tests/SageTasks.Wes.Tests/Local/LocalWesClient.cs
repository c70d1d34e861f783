using NSubstitute;
using SageTasks.Testing;

namespace SageTasks.Wes.Tests.Local;

internal static class LocalWesClient
{
    /// <summary>A client of a local WES, quick to retry.</summary>
    public static WesClient Connect(this LocalWes wes, Action<WesClientOptions>? configure = null, TimeProvider? time = null) => new(Options(wes, configure), null, time);

    /// <summary>The same, and it notes which of its methods are called.</summary>
    public static WesClient ConnectNoting(this LocalWes wes, Action<WesClientOptions>? configure = null) =>
        Substitute.ForPartsOf<WesClient>(Options(wes, configure), null!, null!);

    private static WesClientOptions Options(LocalWes wes, Action<WesClientOptions>? configure)
    {
        // NGS360 wants some user's name, also where it asks for none.
        var options = new WesClientOptions { Endpoint = wes.Endpoint, UserName = "sage", Password = "secret" };
        options.Http.Limit.RequestsPerSecond = 100_000;
        options.Http.Retry.BaseDelay = TimeSpan.FromMilliseconds(20);
        options.Http.Retry.MaxDelay = TimeSpan.FromMilliseconds(100);
        options.Http.Retry.MaxAttempts = 5;
        configure?.Invoke(options);
        return options;
    }
}
