using System.Text.Json.Nodes;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Finds or attaches a volume, safe to call again.</summary>
public class CavaticaVolumes
{
    private const string Type = "type";
    private const string Prefix = "prefix";

    // These count even where they were not given: a volume of a folder is none of its whole bucket.
    private static readonly string[] Places = [Type, "bucket", Prefix];

    private readonly CavaticaClient _client;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaVolumes(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The volume of that name, attached where it is not there. One that is there counts when it shows the same place, which is the kind of
    /// service, the prefix, and all that was given besides credentials and properties (bucket; storage account and container; endpoint), and can be
    /// written to where that is wanted; it stays as it is, its credentials too.</summary>
    /// <exception cref="ArgumentException">The name is blank; nothing was sent.</exception>
    /// <exception cref="ConflictException">The name is taken by a volume of something else, or by one that is read only.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the volume was attached is not known; calling again finds out.</exception>
    public virtual async Task<EnsuredVolume> EnsureAsync(NewVolume wanted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentException.ThrowIfNullOrWhiteSpace(wanted.Name, "wanted.Name");
        if (await FindAsync(wanted, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return new EnsuredVolume { Volume = found };
        }

        try
        {
            return new EnsuredVolume { Volume = await _client.CreateVolumeAsync(wanted, cancellationToken).ConfigureAwait(false), IsNew = true };
        }
        catch (ApiException unclear) when (unclear is SubmissionUnknownException or ConflictException)
        {
            if (await FindAsync(wanted, cancellationToken).ConfigureAwait(false) is { } made)
            {
                return new EnsuredVolume { Volume = made, IsNew = true };
            }

            throw;
        }
    }

    // Volumes of others that are shared can have the name, too.
    private async Task<Volume?> FindAsync(NewVolume wanted, CancellationToken cancellationToken)
    {
        var named = await _client.ListVolumesAsync(cancellationToken).Where(volume => volume.Name == wanted.Name).ToListAsync(cancellationToken).ConfigureAwait(false);
        return named.Find(volume => Problem(volume, wanted) is null) ?? (named.Count == 0 ? null : throw new ConflictException(new ApiError
        {
            Platform = CavaticaApi.Name,
            Method = "GET",
            Uri = $"{Redaction.Uri(_client.Endpoint).TrimEnd('/')}/storage/volumes/{named[0].Id}",
            Status = 409,
            Reason = $"the volume {named[0].Id} {Problem(named[0], wanted)}: give yours another name, or change that one",
        }));
    }

    private static string? Problem(Volume volume, NewVolume wanted) =>
        Places.Union(wanted.Service.Where(field => field.Value is JsonValue && !Places.Contains(field.Key)).Select(field => field.Key), StringComparer.Ordinal)
            .Any(name => !string.Equals(Text(volume.Service, name), Text(wanted.Service, name), name == Type ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            ? $"shows {Place(volume.Service)} and not {Place(wanted.Service)}"
            : wanted.AccessMode == VolumeAccess.ReadWrite && volume.AccessMode != VolumeAccess.ReadWrite ? "is read only" : null;

    private static string Place(JsonObject? service) =>
        $"{Text(service, Type)} {string.Join('/', new[] { "endpoint", "storage_account", "container", "bucket", Prefix }.Select(name => Text(service, name)).Where(text => text.Length > 0))}";

    private static string Text(JsonObject? service, string name) => service?[name]?.ToString() is { } text ? name == Prefix ? text.Trim('/') : text : string.Empty;
}
