using System.Text.RegularExpressions;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>The DRS ids of files on platforms that give each file one by itself, Synapse and Cavatica: composed, and verified by asking for the object.
/// What was compared stands in the answer (<see cref="DrsRegistration.VerifiedBy"/>, <see cref="DrsRegistration.IsSizeVerified"/>): Cavatica tells ETags alone,
/// which prove no bytes.</summary>
public sealed partial class PlatformDrsIds
{
    private readonly DrsServers _servers;

    /// <summary>Makes the task; nothing is sent.</summary>
    /// <param name="servers">Finds servers and speaks to them. Its settings for the platforms' hosts hold.</param>
    public PlatformDrsIds(DrsServers servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        _servers = servers;
    }

    /// <summary>The DRS id of one version of a file in Synapse: <c>drs://repo-prod.prod.sagebase.org/syn123.4</c>.</summary>
    /// <param name="entityId">The entity's id, such as <c>syn123</c>.</param>
    /// <param name="version">The version, from 1: without one the id would not always mean the same bytes.</param>
    /// <param name="expected">Digests that the object must have, where it has one of their kind; null for none.</param>
    /// <param name="size">The size that it must have, in bytes, where it tells one; null for any.</param>
    /// <param name="requiresDigest">Whether the answer counts only where a digest could be compared.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The id or the version is none, or a digest is required and none was given; nothing was sent.</exception>
    /// <exception cref="NotFoundException">There is no such version of a file, or this token does not see it.</exception>
    /// <exception cref="DrsConflictException">The object has another size or other digests.</exception>
    /// <exception cref="NotSupportedException">A digest is required, and the server tells none of the kinds that were given; the message says what was compared.</exception>
    /// <exception cref="ApiException">Synapse refused or did not answer.</exception>
    public Task<DrsRegistration> SynapseAsync(
        string entityId, long version, IReadOnlyList<Digest>? expected = null, long? size = null, bool requiresDigest = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(entityId);
        if (!SynapseId().IsMatch(entityId) || version < 1)
        {
            throw new ArgumentException($"'{entityId}' with version {version} is no version of an entity: give an id such as syn123 and a version from 1.", nameof(entityId));
        }

        return VerifiedAsync(DrsSettings.SynapseHost, FormattableString.Invariant($"{entityId.ToLowerInvariant()}.{version}"), new Expectation(expected ?? [], size, requiresDigest), cancellationToken);
    }

    /// <summary>The DRS id of a file on Cavatica: <c>drs://cavatica-ga4gh-api.sbgenomics.com/FILE_ID</c>.</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="expected">Digests that the object must have, where it has one of their kind; null for none.</param>
    /// <param name="size">The size that it must have, in bytes, where it tells one; null for any.</param>
    /// <param name="requiresDigest">Whether the answer counts only where a digest could be compared.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The id is none, or a digest is required and none was given; nothing was sent.</exception>
    /// <exception cref="NotFoundException">There is no such file, or this token does not see it.</exception>
    /// <exception cref="DrsConflictException">The object has another size or other digests.</exception>
    /// <exception cref="NotSupportedException">A digest is required, and the server tells none of the kinds that were given; the message says what was compared.</exception>
    /// <exception cref="ApiException">Cavatica refused or did not answer.</exception>
    public Task<DrsRegistration> CavaticaAsync(
        string fileId, IReadOnlyList<Digest>? expected = null, long? size = null, bool requiresDigest = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileId);
        return FileId().IsMatch(fileId)
            ? VerifiedAsync(DrsSettings.CavaticaHost, fileId, new Expectation(expected ?? [], size, requiresDigest), cancellationToken)
            : throw new ArgumentException($"'{fileId}' is no id of a file on Cavatica: letters, digits and dashes, as in the file's address.", nameof(fileId));
    }

    private async Task<DrsRegistration> VerifiedAsync(string host, string id, Expectation expected, CancellationToken cancellationToken)
    {
        if (expected is { RequiresDigest: true, Digests.Count: 0 })
        {
            throw new ArgumentException($"A digest is required for '{id}', but none was given to compare.", nameof(expected));
        }

        var uri = DrsUri.ForHost(host, id).ToString();
        var found = await _servers.GetObjectAsync(uri, cancellationToken: cancellationToken).ConfigureAwait(false);
        var (differences, verifiedBy) = Comparison.OfDigests(expected.Digests, found.Digests);
        var isSizeVerified = expected.Size is not null && found.Size is not null;
        if (isSizeVerified && found.Size != expected.Size)
        {
            differences = [Comparison.OfSize(found.Size, expected.Size!.Value), .. differences];
        }

        if (differences.Count > 0)
        {
            throw new DrsConflictException(id, differences);
        }

        return expected.RequiresDigest && verifiedBy is null
            ? throw new NotSupportedException(Unproven(uri, found, expected, isSizeVerified))
            : new DrsRegistration { Id = id, Uri = uri, Outcome = DrsRegistrationOutcome.Found, VerifiedBy = verifiedBy, IsSizeVerified = isSizeVerified };
    }

    private static string Unproven(string uri, DrsObject found, Expectation expected, bool isSizeVerified)
    {
        var told = found.Checksums.Count == 0 ? "no checksum" : string.Join(", ", found.Checksums.Select(checksum => checksum.Type));
        return $"{uri} is there, but its server tells {told}, and none of {string.Join(", ", expected.Digests.Select(digest => digest.Algorithm))} could be compared: "
            + $"only {(isSizeVerified ? "its size" : "that it is there")} is known. Read its bytes to be sure, or do without a digest.";
    }

    private sealed record Expectation(IReadOnlyList<Digest> Digests, long? Size, bool RequiresDigest);

    [GeneratedRegex("^syn[0-9]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex SynapseId();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]*$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex FileId();
}
