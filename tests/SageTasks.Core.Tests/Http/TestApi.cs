namespace SageTasks.Http.Tests;

/// <summary>Transports as the tests need them: quick to retry, unlimited, registry of their own.</summary>
internal static class TestApi
{
    public const string Token = "s3cr3t-t0ken-value";

    public static ApiPlatform Platform { get; } = new()
    {
        Name = "Testing",
        TelemetryName = "SageTasks.TestApi",
        RefusedBeforeHandler = static answer => answer.Status == 429,
        TokenAdvice = "Set TEST_TOKEN.",
    };

    public static ApiOptions Quick(int attempts = 4) => new()
    {
        Retry = { MaxAttempts = attempts, BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) },
        AttemptTimeout = TimeSpan.FromSeconds(20),
    };

    public static ApiTransport Over(RawServer server, ApiOptions? options = null, ApiPlatform? platform = null) =>
        new(platform ?? Platform, server.Address, ApiCredential.Bearer(Token), options ?? Quick(), new ConnectionRegistry(ConnectionRegistry.CreateHandler()));

    public static ApiTransport Over(HttpMessageHandler handler, ApiOptions? options = null, ApiPlatform? platform = null, TimeProvider? time = null)
    {
        var settings = options ?? Quick();
        settings.Handler = handler;
        return new(platform ?? Platform, new Uri("https://api.example.org/v1/"), ApiCredential.Bearer(Token), settings, timeProvider: time);
    }

    public static Task Create(this ApiTransport transport, CancellationToken cancellationToken = default) =>
        transport.SendAsync(HttpMethod.Post, $"/things", RequestSafety.Once, new Thing { Name = "a" }, TestWire.Default.Thing, cancellationToken);

    public static Task<Thing> Read(this ApiTransport transport, CancellationToken cancellationToken = default) =>
        transport.GetAsync($"/things/{1}", TestWire.Default.Thing, cancellationToken);

    public static Task Replace(this ApiTransport transport, CancellationToken cancellationToken = default) =>
        transport.SendAsync(HttpMethod.Put, $"/things/{1}", RequestSafety.Idempotent, new Thing { Name = "a" }, TestWire.Default.Thing, cancellationToken);

    public static async Task Eventually(Func<bool> condition)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); !condition(); await Task.Delay(2))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "It never happened.");
        }
    }
}
