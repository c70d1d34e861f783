using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>Registers objects in Gen3's indexd. It looks by checksum and size first; a new record gets an id that follows from content and scope,
/// which indexd refuses to give twice.</summary>
public sealed class IndexdRegistrar : IDrsRegistrar
{
    private const int PageSize = 100;

    // What indexd calls hashes; its crc is none of ours.
    private static readonly DigestAlgorithm[] Hashes = [DigestAlgorithm.Sha512, DigestAlgorithm.Sha256, DigestAlgorithm.Sha1, DigestAlgorithm.Md5];

    private readonly RegistrarServer _server;
    private readonly IndexdOptions _options;

    /// <summary>Makes the registrar; nothing is sent.</summary>
    /// <param name="index">Where indexd is, such as <c>https://commons.example.org/index</c>, and as whom it is asked: a user with password, or a token.</param>
    /// <param name="options">What each record is told; null for nothing.</param>
    /// <param name="loggerFactory">Where messages go; null for nowhere.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The endpoint is missing, an option cannot be used, or no DRS URI can have the host.</exception>
    public IndexdRegistrar(DrsClientOptions index, IndexdOptions? options = null, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        _options = options ?? new IndexdOptions();
        _server = new RegistrarServer(index, "/", _options.Host, loggerFactory, timeProvider);
    }

    /// <inheritdoc/>
    public async Task<DrsRegistration> RegisterAsync(DrsCandidate candidate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        candidate.Check();
        var hashes = candidate.Digests.Where(digest => Hashes.Contains(digest.Algorithm)).ToList();
        if (hashes.Count == 0)
        {
            throw new ArgumentException("indexd keeps SHA-512, SHA-256, SHA-1 and MD5: give one of them.", nameof(candidate));
        }

        var did = candidate.Id ?? Prefixed(DrsIds.Compute(candidate.Digests, candidate.Scope));
        await foreach (var record in FindAsync(candidate.Size, hashes, cancellationToken).ConfigureAwait(false))
        {
            if (record.Did == did || (candidate.Id is null && IsSame(candidate, record)))
            {
                return _server.Found(record.Did!, Compare(candidate, record));
            }
        }

        return await _server.TrySendAsync(HttpMethod.Post, $"/index/", New(did, candidate, hashes), DrsJson.Default.IndexdRecord, cancellationToken).ConfigureAwait(false)
            ? _server.Result(did, DrsRegistrationOutcome.Registered)
            : _server.Found(did, Compare(candidate, await _server.Api.GetAsync($"/index/{did:path}", DrsJson.Default.IndexdRecord, cancellationToken).ConfigureAwait(false)));
    }

    private async IAsyncEnumerable<IndexdRecord> FindAsync(long size, List<Digest> hashes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One after the other: a record may have been given another kind than the first of ours.
        foreach (var hash in hashes)
        {
            IReadOnlyList<IndexdRecord> page;
            string? start = null;
            do
            {
                var path = RequestPath.Of($"/index/").Query("hash", $"{ChecksumNames.Joined(hash.Algorithm)}:{hash.Value}").Query("size", size)
                    .Query("limit", PageSize).Query("start", start);
                page = (await _server.Api.GetAsync(path, DrsJson.Default.IndexdRecords, cancellationToken).ConfigureAwait(false)).Records ?? [];
                foreach (var record in page.Where(record => record.Did is not null))
                {
                    yield return record;
                }
            }
            while (page.Count >= PageSize && page[^1].Did is { } last && last != start && (start = last) is not null);
        }
    }

    private IndexdRecord New(string did, DrsCandidate candidate, List<Digest> hashes) => new()
    {
        Did = did,
        Form = "object",
        Size = candidate.Size,
        FileName = candidate.Name,
        Hashes = hashes.ToDictionary(hash => ChecksumNames.Joined(hash.Algorithm), hash => hash.Value, StringComparer.Ordinal),
        Urls = candidate.Urls,
        Authz = _options.Authz,
        Acl = _options.Acl,
        Version = candidate.Version,
        Description = candidate.Description,
    };

    private bool IsSame(DrsCandidate candidate, IndexdRecord record) => candidate.Scope is null && Compare(candidate, record).IsSame;

    private Comparison Compare(DrsCandidate candidate, IndexdRecord record)
    {
        var digests = (record.Hashes ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(pair => ChecksumNames.Read(pair.Key, pair.Value)).OfType<Digest>();
        var compared = Comparison.Of(candidate, record.Size, [.. digests], record.Urls ?? []);
        return _options.Authz.Order(StringComparer.Ordinal).SequenceEqual((record.Authz ?? []).Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? compared
            : compared with { Differences = [.. compared.Differences, $"authz: {string.Join(", ", record.Authz ?? [])} is registered, {string.Join(", ", _options.Authz)} is here"] };
    }

    private string Prefixed(Guid id) => _options.Prefix is { Length: > 0 } prefix ? $"{prefix.TrimEnd('/')}/{id}" : id.ToString();
}
