using System.Text.Json.Serialization;
using SageTasks.Cavatica;
using SageTasks.Drs;
using SageTasks.Storage;
using SageTasks.Storage.Azure;
using SageTasks.Storage.Gcs;
using SageTasks.Storage.S3;
using SageTasks.Synapse;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>How a worker reaches the stores: plain data, handed over in its environment.</summary>
internal sealed record StoreAccess
{
    public Uri? S3Endpoint { get; init; }

    public string? S3Key { get; init; }

    public string? S3Secret { get; init; }

    public Uri? AzureEndpoint { get; init; }

    public string? AzureKey { get; init; }

    public Uri? GcsEndpoint { get; init; }

    public string? GcsToken { get; init; }

    public Uri? SynapseEndpoint { get; init; }

    public string? SynapseToken { get; init; }

    public Uri? CavaticaEndpoint { get; init; }

    public string? CavaticaToken { get; init; }

    /// <summary>Makes the store of a kind.</summary>
    public IObjectSource Make(string kind) => kind switch
    {
        StoreKinds.File => new LocalFileStore(),
        StoreKinds.Https => new HttpStore(),
        StoreKinds.Drs => new DrsStore(new DrsServers()),
        StoreKinds.S3 => new S3Store(new S3Options { Endpoint = S3Endpoint, AccessKey = S3Key, SecretKey = S3Secret }),
        StoreKinds.Azure => new AzureBlobStore(new AzureBlobOptions { Endpoint = AzureEndpoint, AccountKey = AzureKey }),
        StoreKinds.Gcs => new GcsStore(new GcsOptions { Endpoint = GcsEndpoint, TokenProvider = _ => ValueTask.FromResult(GcsToken!) }),
        StoreKinds.Synapse => new SynapseStore(new SynapseClient(new SynapseClientOptions { Endpoint = SynapseEndpoint, Token = SynapseToken })),
        StoreKinds.Cavatica => new CavaticaStore(new CavaticaClient(new CavaticaClientOptions { Endpoint = CavaticaEndpoint, Token = CavaticaToken })),
        _ => throw new ArgumentException($"There is no store \"{kind}\"."),
    };
}

[JsonSerializable(typeof(StoreAccess))]
internal sealed partial class StoreAccessJson : JsonSerializerContext;
