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
}
