using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Asks both stores what has to be known before the first byte, and refuses what can't work.</summary>
internal sealed class CopyPreparation(ObjectStores stores, TransferOptions transfer, ByteBudget budget, ByteRate? rate)
{
    /// <summary>Prepares a copy; the caller lets go of <see cref="CopyJob.First"/>.</summary>
    /// <param name="source">The object.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="options">How.</param>
    /// <param name="isCertain">Whether the bytes are needed for certain: then the look at the source brings the first of them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CopyJob> PrepareAsync(
        Location source, Location destination, CopyOptions options, bool isCertain, CancellationToken cancellationToken)
    {
        CopyTarget.RefuseFolder(source);
        var (from, to) = (stores.SourceOf(source), stores.StoreOf(destination));
        var mayMove = !ReferenceEquals(from, to) || !options.AllowServerSide;
        var first = isCertain && mayMove && from.Capabilities is { DescribesOnRead: true, RangedRead: true }
            ? await TryOpenAsync(from, source, cancellationToken).ConfigureAwait(false)
            : null;
        CopyJob? job = null;
        try
        {
            var info = first?.Info ?? await from.StatAsync(source, cancellationToken).ConfigureAwait(false)
                ?? throw (source.IsLocal && Directory.Exists(source.LocalPath)
                    ? new ArgumentException($"{source} is a folder. Name one file, or copy everything below it.")
                    : new FileNotFoundException($"There is nothing at {source}.", source.ToString()));
            return job = Job(from, to, info, CopyTarget.Of(info, destination), options) with
            {
                First = first is not null && info.Version.Matches(first.Version) ? new FirstBytes(first) : null,
            };
        }
        finally
        {
            if (job?.First is null && first is not null)
            {
                await first.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<ObjectBody?> TryOpenAsync(IObjectSource from, Location source, CancellationToken cancellationToken)
    {
        try
        {
            return await from.OpenAsync(source, new ByteRange(0, transfer.PartSize), null, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            // The look at it decides whether there is nothing.
            return null;
        }
    }

    private CopyJob Job(IObjectSource from, IObjectStore to, ObjectInfo info, Location destination, CopyOptions options)
    {
        to.CheckDestination(destination);
        var put = new PutOptions
        {
            Mode = options.Mode,
            IfMatch = options.IfMatch,
            ContentType = options.ContentType ?? info.ContentType,
            Metadata = to.Capabilities.Metadata ? options.Metadata ?? info.Metadata : new Dictionary<string, string>(StringComparer.Ordinal),
        };
        put.Validate();
        return new CopyJob
        {
            From = from,
            To = to,
            Source = info,
            Destination = destination,
            Options = options,
            Put = put,
            Budget = budget,
            Rate = rate,
        };
    }
}
