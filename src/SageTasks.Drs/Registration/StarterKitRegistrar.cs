using Microsoft.Extensions.Logging;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>Registers objects through the administration of GA4GH's starter kit, under ids that follow from content and scope, which it refuses to give
/// twice. It keeps addresses in S3 and files of its own machine.</summary>
public sealed class StarterKitRegistrar : IDrsRegistrar
{
    private const string AdminPath = "/admin" + DrsApi.Path;

    private readonly RegistrarServer _server;

    /// <summary>Makes the registrar; nothing is sent.</summary>
    /// <param name="admin">Where the administration is (port 4501 as a rule), and as whom it is asked.</param>
    /// <param name="host">The host in the URIs of objects, on this machine with its port (4500 as a rule); null for that of the administration.</param>
    /// <param name="loggerFactory">Where messages go; null for nowhere.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The endpoint is missing, an option cannot be used, or no DRS URI can have the host.</exception>
    public StarterKitRegistrar(DrsClientOptions admin, string? host = null, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null) =>
        _server = new RegistrarServer(admin, AdminPath, host, loggerFactory, timeProvider);

    /// <inheritdoc/>
    public async Task<DrsRegistration> RegisterAsync(DrsCandidate candidate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        candidate.Check();
        var places = candidate.Urls.Select(Location.Parse).ToList();
        if (places.FirstOrDefault(place => place.Scheme is not (LocationScheme.S3 or LocationScheme.File)) is { } odd)
        {
            throw new ArgumentException($"The starter kit keeps s3:// and file:// addresses, not {odd}.", nameof(candidate));
        }

        var id = candidate.Id ?? DrsIds.Compute(candidate.Digests, candidate.Scope).ToString();
        return await _server.TrySendAsync(HttpMethod.Post, $"/objects", New(id, candidate, places), DrsJson.Default.AdminObject, cancellationToken).ConfigureAwait(false)
            ? _server.Result(id, DrsRegistrationOutcome.Registered)
            : _server.Found(id, Compare(candidate, places, await _server.Api.GetAsync($"/objects/{id}", DrsJson.Default.AdminObject, cancellationToken).ConfigureAwait(false)));
    }

    private AdminObject New(string id, DrsCandidate candidate, List<Location> places) => new()
    {
        Id = id,
        Name = candidate.Name,
        Description = candidate.Description,
        CreatedTime = candidate.CreatedTime ?? _server.Time.GetUtcNow(),
        UpdatedTime = candidate.CreatedTime ?? _server.Time.GetUtcNow(),
        MimeType = candidate.MimeType,
        Size = candidate.Size,
        Version = candidate.Version,
        IsBundle = false,
        Aliases = candidate.Aliases,
        Checksums = [.. candidate.Digests.Select(DrsChecksum.From)],
        S3Places = [.. places.Where(place => place.Scheme == LocationScheme.S3).Select(place => new AdminObject.S3Place { Bucket = place.Authority, Key = place.Path })],
        FilePlaces = [.. places.Where(place => place.IsLocal).Select(place => new AdminObject.FilePlace { Path = place.LocalPath })],
    };

    private static Comparison Compare(DrsCandidate candidate, List<Location> places, AdminObject found)
    {
        var kept = (found.S3Places ?? []).Select(place => $"s3://{place.Bucket}/{place.Key?.TrimStart('/')}")
            .Concat((found.FilePlaces ?? []).Where(place => !string.IsNullOrEmpty(place.Path)).Select(place => Location.FromPath(place.Path!).Address));
        var digests = (found.Checksums ?? []).Select(checksum => checksum.ToDigest()).OfType<Digest>();
        return Comparison.Of(candidate with { Urls = [.. places.Select(place => place.Address)] }, found.Size, [.. digests], [.. kept]);
    }
}
