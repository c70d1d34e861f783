using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace SageTasks.Storage.Azure;

/// <summary>Sets Azure's library up so that silence, not a time limit, ends a request with a large body.</summary>
internal static class AzureClientFactory
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are wrong, or name no account.</exception>
    public static AzureSession Make(AzureBlobOptions options, TimeProvider time)
    {
        var account = AzureAccount.Of(options, Environment.GetEnvironmentVariable);
        ClientOptions.ThrowIfInvalid(options, account.Problems());
        var settings = Settings(options);
        if (account.ConnectionString is { } connection)
        {
            return new AzureSession(new BlobServiceClient(connection, settings), new CopySources(null, null, time), options.StallTimeout, time);
        }

        var token = account switch
        {
            { Key: not null } or { Sas: not null } or { IsAnonymous: true } => null,
            _ => account.Credential ?? new DefaultAzureCredential(),
        };
        var client = account switch
        {
            { Key: { } key } => new BlobServiceClient(account.Endpoint, new StorageSharedKeyCredential(account.Name, key), settings),
            { Sas: { } sas } => new BlobServiceClient(account.Endpoint, new AzureSasCredential(sas), settings),
            _ when token is not null => new BlobServiceClient(account.Endpoint, token, settings),
            _ => new BlobServiceClient(account.Endpoint, settings),
        };
        return new AzureSession(client, new CopySources(account.Sas, token, time), options.StallTimeout, time);
    }

    private static BlobClientOptions Settings(AzureBlobOptions options) => new()
    {
        Retry =
        {
            Mode = RetryMode.Exponential,
            MaxRetries = options.MaxRetries,
            MaxDelay = LongestWait,
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        },
        Diagnostics = { ApplicationId = "SageTasks" },
    };
}
