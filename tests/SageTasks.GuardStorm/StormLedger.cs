using SageTasks.Ledger.PostgreSql;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Storage.Azure;
using SageTasks.Storage.Gcs;
using SageTasks.Storage.S3;

namespace SageTasks.GuardStorm;

/// <summary>The ledger of one storm, as every process of it opens it.</summary>
/// <param name="Place">A folder, a database or a bucket.</param>
/// <param name="Name">The storm's own schema or prefix there.</param>
internal sealed record StormLedger(string Place, string Name)
{
    public static StormLedger At(string place) =>
        new(place.Contains("://", StringComparison.Ordinal) ? place : Path.GetFullPath(place), $"storm_{Guid.NewGuid():N}");

    public ISubmissionLedger Open()
    {
        if (!Place.Contains("://", StringComparison.Ordinal))
        {
            return new FileLedger(Place);
        }

        if (Place.StartsWith("postgres", StringComparison.Ordinal))
        {
            return new PostgreSqlLedger(new PostgreSqlLedgerOptions { ConnectionString = Place, Schema = Name });
        }

        var prefix = Location.Parse($"{Place.TrimEnd('/')}/{Name}/");
        return new ObjectLedger(StoreFor(prefix.Scheme), prefix);
    }

    private static IObjectStore StoreFor(string scheme) => scheme switch
    {
        // A server of one's own has its buckets in the path.
        LocationScheme.S3 => new S3Store(new S3Options { PathStyle = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") is { Length: > 0 } ? true : null }),
        LocationScheme.Az => new AzureBlobStore(new AzureBlobOptions()),
        LocationScheme.Gs => new GcsStore(new GcsOptions()),
        _ => throw new FormatException($"--ledger {scheme}://: the storm knows folders, postgres://, s3://, az:// and gs://."),
    };
}
