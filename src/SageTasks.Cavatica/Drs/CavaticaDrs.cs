using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>DRS URIs of files. The platform needs no step to make one: a file's id is its DRS id, so that a URI is composed, and looked up to be
/// sure.</summary>
public class CavaticaDrs
{
    private const int AtOnce = 8;

    private readonly CavaticaClient _client;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaDrs(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The URI of a file, without asking: <c>drs://cavatica-ga4gh-api.sbgenomics.com/{fileId}</c>.</summary>
    public virtual string Compose(string fileId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileId);
        return $"drs://{CavaticaHosts.NameOf(_client.Ga4ghEndpoint)}/{Uri.EscapeDataString(fileId)}";
    }

    /// <summary>The URIs of files, each looked up (<c>GET /ga4gh/drs/v1/objects/{id}</c>), in their order.</summary>
    /// <exception cref="NotFoundException">The service does not know a file.</exception>
    /// <exception cref="InvalidDataException">The service answers with another object.</exception>
    public virtual async Task<IReadOnlyList<MintedUri>> MintAsync(IReadOnlyList<string> fileIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fileIds);
        var minted = new MintedUri[fileIds.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, fileIds.Count, parallel, async (index, token) => minted[index] = await MintAsync(fileIds[index], token).ConfigureAwait(false)).ConfigureAwait(false);
        return minted;
    }

    private async Task<MintedUri> MintAsync(string fileId, CancellationToken cancellationToken)
    {
        var found = await _client.GetDrsObjectAsync(fileId, cancellationToken).ConfigureAwait(false);
        return found.Id == fileId
            ? new MintedUri
            {
                FileId = fileId,
                DrsUri = Compose(fileId),
                Name = found.Name,
                Size = found.Size,
                Etag = found.Checksums.FirstOrDefault(checksum => string.Equals(checksum.Type, "etag", StringComparison.OrdinalIgnoreCase))?.Checksum,
            }
            : throw new InvalidDataException($"{Compose(fileId)} names the object {found.Id}.");
    }
}
