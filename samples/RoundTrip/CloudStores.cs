using Microsoft.Extensions.Options;
using SageTasks.Storage;
using SageTasks.Storage.Azure;
using SageTasks.Storage.Gcs;
using SageTasks.Storage.S3;

namespace RoundTrip;

/// <summary>The object stores, each with the credentials that its cloud's own tools find.</summary>
internal static class CloudStores
{
    /// <summary>The schemes that a staging place can have.</summary>
    public static IReadOnlyList<string> Schemes { get; } = [LocationScheme.S3, LocationScheme.Gs, LocationScheme.Az];

    /// <summary>The stores that the locations need.</summary>
    /// <exception cref="InvalidDataException">A store is not set up: the message says what is missing.</exception>
    public static ObjectStores For(IEnumerable<Location> locations) => new(locations.Select(location => location.Scheme).Intersect(Schemes).Select(Of));

    private static IObjectStore Of(string scheme)
    {
        try
        {
            return scheme switch
            {
                LocationScheme.S3 => new S3Store(new S3Options { PathStyle = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") is { Length: > 0 } ? true : null }),
                LocationScheme.Gs => new GcsStore(),
                _ => new AzureBlobStore(),
            };
        }
        catch (Exception e) when (e is ArgumentException or OptionsValidationException)
        {
            throw new InvalidDataException($"{scheme}: {Words.Plain(e)}", e);
        }
    }
}
