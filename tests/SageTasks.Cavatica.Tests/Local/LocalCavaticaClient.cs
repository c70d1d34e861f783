using NSubstitute;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Local;

internal static class LocalCavaticaClient
{
    /// <summary>A client of a local Cavatica, quick to retry.</summary>
    public static CavaticaClient Connect(this LocalCavatica cavatica, string? token = null, Action<CavaticaClientOptions>? configure = null) =>
        new(OptionsFor(cavatica, token, configure));

    /// <summary>The same, and it notes which of its methods are called.</summary>
    public static CavaticaClient ConnectNoting(this LocalCavatica cavatica) => Substitute.ForPartsOf<CavaticaClient>(OptionsFor(cavatica), null!, null!);

    public static CavaticaClientOptions OptionsFor(LocalCavatica cavatica, string? token = null, Action<CavaticaClientOptions>? configure = null)
    {
        var options = new CavaticaClientOptions
        {
            Token = token ?? cavatica.Token,
            Endpoint = cavatica.Endpoint,
            Ga4ghEndpoint = cavatica.Ga4ghUrl,
            CredentialsFile = "none",
            MaintenanceDelay = TimeSpan.FromMilliseconds(50),
        };
        options.Http.Retry.BaseDelay = TimeSpan.FromMilliseconds(20);
        options.Http.Retry.MaxDelay = TimeSpan.FromMilliseconds(100);
        options.Http.Retry.MaxAttempts = 5;
        configure?.Invoke(options);
        return options;
    }
}
