namespace SageTasks.Storage;

/// <summary>Which store serves a location: the one for its scheme, or one that was registered for its bucket, container or host alone.</summary>
public sealed class ObjectStores
{
    private readonly Dictionary<(string Scheme, string? Authority), Lazy<IObjectSource>> _stores = [];

    /// <summary>Starts with local files and HTTP(S), and the stores given here.</summary>
    public ObjectStores(params IEnumerable<IObjectSource> stores)
    {
        ArgumentNullException.ThrowIfNull(stores);
        Add(new LocalFileStore());
        Add(new HttpStore());
        foreach (var store in stores)
        {
            Add(store);
        }
    }

    /// <summary>Registers a store for all of its schemes, in place of an earlier one.</summary>
    /// <param name="store">The store.</param>
    /// <param name="authority">The one bucket, container or host that it is for; null for all others.</param>
    public ObjectStores Add(IObjectSource store, string? authority = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        foreach (var scheme in store.Schemes)
        {
            _stores[(scheme, authority)] = new Lazy<IObjectSource>(store);
        }

        return this;
    }

    /// <summary>Registers a store that is made when it is first needed, as one that cannot be made without a region or an account, and may never be asked
    /// for: it is not known beforehand to which clouds a DRS server leads.</summary>
    /// <param name="scheme">The scheme of the locations that it serves.</param>
    /// <param name="make">Makes the store, once; what it throws, <see cref="SourceOf"/> throws.</param>
    public ObjectStores Add(string scheme, Func<IObjectSource> make)
    {
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        ArgumentNullException.ThrowIfNull(make);
        _stores[(scheme, null)] = new Lazy<IObjectSource>(make);
        return this;
    }

    /// <summary>The store that reads a location.</summary>
    /// <exception cref="NotSupportedException">No store is registered for its scheme.</exception>
    public IObjectSource SourceOf(Location location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Find(location)
            ?? throw new NotSupportedException(
                $"{location}: no store is registered for \"{location.Scheme}\", only for {string.Join(", ", _stores.Keys.Select(key => key.Scheme).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}.");
    }

    /// <summary>The store that writes to a location.</summary>
    /// <exception cref="NotSupportedException">No store is registered for its scheme, or it only reads.</exception>
    public IObjectStore StoreOf(Location location) => SourceOf(location) as IObjectStore
        ?? throw new NotSupportedException($"{location} can only be read: nothing can be written to \"{location.Scheme}\".");

    internal IObjectSource? Find(Location location) =>
        (_stores.GetValueOrDefault((location.Scheme, location.Authority)) ?? _stores.GetValueOrDefault((location.Scheme, null)))?.Value;
}
