using System.Text.RegularExpressions;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>The DRS ids of files on platforms that give each file one by itself, Synapse and Cavatica: composed, and verified by asking for the object.</summary>
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
    /// <param name="expected">Digests that the object must have; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The id or the version is none; nothing was sent.</exception>
    /// <exception cref="NotFoundException">There is no such version of a file, or this token does not see it.</exception>
    /// <exception cref="DrsConflictException">The object has other digests.</exception>
    /// <exception cref="ApiException">Synapse refused or did not answer.</exception>
    public Task<DrsRegistration> SynapseAsync(string entityId, long version, IReadOnlyList<Digest>? expected = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(entityId);
        if (!SynapseId().IsMatch(entityId) || version < 1)
        {
            throw new ArgumentException($"'{entityId}' with version {version} is no version of an entity: give an id such as syn123 and a version from 1.", nameof(entityId));
        }

        return VerifiedAsync(DrsSettings.SynapseHost, FormattableString.Invariant($"{entityId.ToLowerInvariant()}.{version}"), expected, cancellationToken);
    }

    /// <summary>The DRS id of a file on Cavatica: <c>drs://cavatica-ga4gh-api.sbgenomics.com/FILE_ID</c>.</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="expected">Digests that the object must have; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The id is none; nothing was sent.</exception>
    /// <exception cref="NotFoundException">There is no such file, or this token does not see it.</exception>
    /// <exception cref="DrsConflictException">The object has other digests.</exception>
    /// <exception cref="ApiException">Cavatica refused or did not answer.</exception>
    public Task<DrsRegistration> CavaticaAsync(string fileId, IReadOnlyList<Digest>? expected = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileId);
        return FileId().IsMatch(fileId)
            ? VerifiedAsync(DrsSettings.CavaticaHost, fileId, expected, cancellationToken)
            : throw new ArgumentException($"'{fileId}' is no id of a file on Cavatica: letters and digits, as in the file's address.", nameof(fileId));
    }

    private async Task<DrsRegistration> VerifiedAsync(string host, string id, IReadOnlyList<Digest>? expected, CancellationToken cancellationToken)
    {
        var uri = DrsUri.ForHost(host, id).ToString();
        var found = await _servers.GetObjectAsync(uri, cancellationToken: cancellationToken).ConfigureAwait(false);
        var differences = (expected ?? [])
            .Join(found.Digests, mine => mine.Algorithm, other => other.Algorithm, (mine, other) => (mine, other))
            .Where(pair => pair.mine != pair.other)
            .Select(pair => $"{pair.mine.Algorithm}: {pair.other.Value} is registered, {pair.mine.Value} is here")
            .ToList();
        return differences.Count == 0
            ? new DrsRegistration { Id = id, Uri = uri, Outcome = DrsRegistrationOutcome.Found }
            : throw new DrsConflictException(id, differences);
    }

    [GeneratedRegex("^syn[0-9]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SynapseId();

    [GeneratedRegex("^[A-Za-z0-9]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FileId();
}
