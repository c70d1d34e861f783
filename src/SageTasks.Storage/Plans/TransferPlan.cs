using System.Runtime.CompilerServices;

namespace SageTasks.Storage;

/// <summary>Many objects to copy, in an order that stays. They are read as they are needed: of each, some 60 bytes are held that tell where it goes, so that
/// no two with different bytes are written to one place.</summary>
public sealed class TransferPlan
{
    private readonly Func<ObjectStores, CancellationToken, IAsyncEnumerable<TransferItem>> _read;

    private TransferPlan(Func<ObjectStores, CancellationToken, IAsyncEnumerable<TransferItem>> read) => _read = read;

    /// <summary>Below which everything goes, in the order of names; null where each object names its own place.</summary>
    internal Location? Destination { get; private init; }

    /// <summary>Whether the list lies ready and can be read any number of times at no cost.</summary>
    internal bool LiesReady { get; private init; }

    /// <summary>A list of objects.</summary>
    public static TransferPlan Of(IEnumerable<TransferItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new TransferPlan((_, _) => items.ToAsyncEnumerable()) { LiesReady = items is IReadOnlyCollection<TransferItem> };
    }

    /// <summary>Objects as they come.</summary>
    public static TransferPlan Of(IAsyncEnumerable<TransferItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new TransferPlan((_, _) => items);
    }

    /// <summary>A manifest: a CSV file with the columns <c>source</c> and <c>destination</c>, and if wanted <c>md5</c>, <c>sha256</c>,
    /// <c>crc32c</c>, <c>crc64nvme</c> (hexadecimal), <c>content_type</c> and <c>size</c> (bytes, for the progress). Other columns are passed over, so that the report of one run
    /// (<see cref="TransferManifest.WriteAsync"/>) is the manifest of the next.</summary>
    /// <param name="path">The file, read when the plan runs.</param>
    public static TransferPlan FromManifest(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);

        // What comes through a pipe comes once.
        return new TransferPlan((_, cancellationToken) => TransferManifest.ReadAsync(path, cancellationToken)) { LiesReady = new FileInfo(path) is { Exists: true, Length: > 0 } };
    }

    /// <summary>Everything below a prefix or folder, to the same names below another one. Where a local folder is not there, running the plan says so
    /// (<see cref="DirectoryNotFoundException"/>); a prefix of a bucket that nothing begins with is a plan of nothing.</summary>
    /// <param name="source">A bucket, prefix or folder; it ends in a slash or names a whole bucket.</param>
    /// <param name="destination">A bucket, prefix or folder.</param>
    /// <param name="where">Chooses objects; null takes all.</param>
    /// <exception cref="ArgumentException">The source is not a prefix or folder, or the destination lies below it.</exception>
    public static TransferPlan FromPrefix(Location source, Location destination, Func<ObjectInfo, bool>? where = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        if (!source.IsFolder)
        {
            throw new ArgumentException($"{source} is not a folder or prefix: end it with a slash.");
        }

        if (destination.Address.StartsWith(source.Address.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            throw new ArgumentException($"{destination} lies below {source}: the plan would copy its own copies. Name another place.");
        }

        return new TransferPlan((stores, cancellationToken) => ListAsync(stores, source, destination, where, cancellationToken)) { Destination = destination };
    }

    /// <summary>The objects of the plan, in order.</summary>
    /// <param name="stores">Where prefixes are listed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FormatException">A row of the manifest is not what it should be; the message names the line.</exception>
    public IAsyncEnumerable<TransferItem> ReadAsync(ObjectStores stores, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stores);
        return _read(stores, cancellationToken);
    }

    private static async IAsyncEnumerable<TransferItem> ListAsync(
        ObjectStores stores, Location source, Location destination, Func<ObjectInfo, bool>? where, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (source.IsLocal && !Directory.Exists(source.LocalPath))
        {
            throw new DirectoryNotFoundException($"There is no folder {source}.");
        }

        await foreach (var info in stores.SourceOf(source).ListAsync(source, cancellationToken).ConfigureAwait(false))
        {
            // A key that ends in a slash stands for a folder: there are no bytes to bring.
            if (!info.Location.IsFolder && where?.Invoke(info) != false)
            {
                yield return Item(info, info.Location.Path[source.Path.Length..], destination);
            }
        }
    }

    // An object that can't have its name at the destination is one that fails, not the end of the plan.
    private static TransferItem Item(ObjectInfo info, string name, Location destination)
    {
        try
        {
            return new TransferItem { Source = info.Location, Destination = CopyTarget.Below(destination, name), Size = info.Version.Size };
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return new TransferItem { Source = info.Location, Destination = destination, Size = info.Version.Size, Refusal = e.Message };
        }
    }
}
