using NSubstitute;
using SageTasks.Testing;

namespace SageTasks.Tes.Tests.Local;

internal static class LocalTesClient
{
    /// <summary>A client of a local TES server, quick to retry.</summary>
    public static TesClient Connect(this LocalTes tes, Action<TesClientOptions>? configure = null) => new(Options(tes, configure));

    /// <summary>The same, and it notes which of its methods are called.</summary>
    public static TesClient ConnectNoting(this LocalTes tes, Action<TesClientOptions>? configure = null) =>
        Substitute.ForPartsOf<TesClient>(Options(tes, configure), null!, null!);

    private static TesClientOptions Options(LocalTes tes, Action<TesClientOptions>? configure)
    {
        var options = new TesClientOptions { Endpoint = tes.Url };
        options.Http.Retry.BaseDelay = TimeSpan.FromMilliseconds(20);
        options.Http.Retry.MaxDelay = TimeSpan.FromMilliseconds(100);
        options.Http.Retry.MaxAttempts = 5;
        configure?.Invoke(options);
        return options;
    }
}
