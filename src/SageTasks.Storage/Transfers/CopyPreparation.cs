namespace SageTasks.Storage;

/// <summary>Asks both stores what has to be known before the first byte, and refuses what can't work.</summary>
internal sealed class CopyPreparation(ObjectStores stores, ByteBudget budget, ByteRate? rate)
{
    public async Task<CopyJob> PrepareAsync(
        Location source, Location destination, CopyOptions options, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        CopyTarget.RefuseFolder(source);
        var (from, to) = (stores.SourceOf(source), stores.StoreOf(destination));
        var info = await from.StatAsync(source, cancellationToken).ConfigureAwait(false)
            ?? throw new FileNotFoundException($"There is nothing at {source}.", source.ToString());
        destination = CopyTarget.Of(info, destination);
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
            Progress = progress,
        };
    }
}
