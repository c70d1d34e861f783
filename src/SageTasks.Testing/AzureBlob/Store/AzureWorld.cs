using System.Globalization;

namespace SageTasks.Testing.AzureBlob;

/// <summary>The containers and blobs. Everything that changes together changes under one lock and in one commit.</summary>
internal sealed partial class AzureWorld
{
    private readonly StateStore _state;
    private readonly PlatformClock _clock;
    private readonly ByteFiles _files;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ContainerShelf> _containers = new(StringComparer.Ordinal);
    private long _lastTag;

    public AzureWorld(StateStore state, PlatformClock clock, ByteFiles files)
    {
        (_state, _clock, _files) = (state, clock, files);
        foreach (var row in state.Loaded)
        {
            Load(row);
        }

        state.ForgetLoaded();
        files.Sweep(_containers.Values.SelectMany(shelf => shelf.Slots.All).SelectMany(RunsOf));
    }

    public IReadOnlyList<ContainerDocument> Containers => Run(() => _containers.Values.Select(shelf => shelf.Container).ToList());

    public ContainerDocument? FindContainer(string name) => Run(() => _containers.GetValueOrDefault(name)?.Container);

    public ContainerDocument Container(string name) => FindContainer(name) ?? throw new AzureRefusal(AzureError.ContainerNotFound);

    public bool Exists(string container, string blob) => Run(() => _containers.GetValueOrDefault(container)?.Slots.Find(blob)?.Blob is not null);

    /// <summary>Makes a container, or changes who may read it.</summary>
    public void PutContainer(string name, bool isPublic) => Run(() =>
    {
        var known = _containers.GetValueOrDefault(name)?.Container;
        return Keep((known ?? NewContainer(name)) with { IsPublic = isPublic });
    });

    /// <summary>A new container; null where one of that name is there.</summary>
    public ContainerDocument? AddContainer(string name, bool isPublic, IReadOnlyDictionary<string, string> metadata) => Run(() =>
        _containers.ContainsKey(name) ? null : Keep(NewContainer(name) with { IsPublic = isPublic, Metadata = metadata }));

    public void DeleteContainer(string name) => Run(() =>
    {
        var shelf = Shelf(name);
        var batch = _state.Begin().Remove("container", name).Record("container.deleted", name, shelf.Container, AzureJson.Default.ContainerDocument);
        foreach (var slot in shelf.Slots.All)
        {
            Remove(name, slot, batch);
        }

        batch.Commit();
        _files.Delete(shelf.Slots.All.SelectMany(RunsOf));
        return _containers.Remove(name);
    });

    public IReadOnlyList<BlobSlot> From(string container, string start, int most) => Run(() => Shelf(container).Slots.From(start).Take(most).ToList());

    public BlobDocument Get(string container, string blob) => Run(() => Current(container, blob) ?? throw new AzureRefusal(AzureError.BlobNotFound));

    /// <summary>A blob and its bytes, which stay readable whatever happens to the blob.</summary>
    public (BlobDocument Blob, HeldBytes Bytes) Open(string container, string blob) => Run(() =>
    {
        var found = Current(container, blob) ?? throw new AzureRefusal(AzureError.BlobNotFound);
        return (found, _files.Hold(found.Bytes));
    });

    /// <summary>Makes a blob of bytes that are written already, in the place of what was there; blocks that wait there are dropped.</summary>
    /// <exception cref="AzureRefusal">A condition does not hold; the bytes are gone then.</exception>
    public BlobDocument Put(BlobDocument draft, Conditions conditions, string by)
    {
        try
        {
            return Run(() => Place(draft, conditions, by));
        }
        catch (AzureRefusal)
        {
            _files.Delete(draft.Bytes);
            throw;
        }
    }

    public BlobDocument Change(string container, string blob, Conditions conditions, Func<BlobDocument, BlobDocument> change) => Run(() =>
    {
        var current = Current(container, blob) ?? throw new AzureRefusal(AzureError.BlobNotFound);
        conditions.CheckWrite(current);
        var changed = change(current) with { ETag = NewTag(), Modified = Now };
        Shelf(container).Slots.Find(blob)!.Blob = changed;
        _state.Begin().Set("blob", PathOf(changed), changed, AzureJson.Default.BlobDocument).Record("blob.updated", PathOf(changed), Commit(changed, null), AzureJson.Default.BlobCommit).Commit();
        return changed;
    });

    public void Delete(string container, string blob, Conditions conditions) => Run(() =>
    {
        var current = Current(container, blob) ?? throw new AzureRefusal(AzureError.BlobNotFound);
        conditions.CheckWrite(current);
        var slot = Shelf(container).Slots.Find(blob)!;
        var batch = _state.Begin().Record("blob.deleted", PathOf(current), Commit(current, null), AzureJson.Default.BlobCommit);
        Remove(container, slot, batch);
        batch.Commit();
        Shelf(container).Slots.Remove(blob);
        _files.Delete(RunsOf(slot));
        return true;
    });

    public CopyDocument NewCopy(string source) => new(Guid.NewGuid().ToString(), source, Now);

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(_clock.Shown.ToUnixTimeSeconds());

    private ContainerShelf Shelf(string container) => _containers.GetValueOrDefault(container) ?? throw new AzureRefusal(AzureError.ContainerNotFound);

    private BlobDocument? Current(string container, string blob) => Shelf(container).Slots.Find(blob)?.Blob;

    private ContainerDocument NewContainer(string name) => new() { Name = name, Modified = Now, ETag = NewTag() };

    // Tags are times, and grow whatever the clock does.
    private string NewTag()
    {
        _lastTag = Math.Max(_lastTag + 1, _clock.Shown.UtcTicks);
        return string.Create(CultureInfo.InvariantCulture, $"0x{_lastTag:X}");
    }

    private ContainerDocument Keep(ContainerDocument container)
    {
        if (_containers.TryGetValue(container.Name, out var shelf))
        {
            shelf.Container = container;
        }
        else
        {
            _containers.Add(container.Name, new ContainerShelf(container));
        }

        _state.Begin().Set("container", container.Name, container, AzureJson.Default.ContainerDocument)
            .Record("container.created", container.Name, container, AzureJson.Default.ContainerDocument).Commit();
        return container;
    }

    private BlobDocument Place(BlobDocument draft, Conditions conditions, string by)
    {
        var slots = Shelf(draft.Container).Slots;
        var slot = slots.Find(draft.Name) ?? new BlobSlot(draft.Name);
        conditions.CheckWrite(slot.Blob);
        var placed = draft with { ETag = NewTag(), Modified = Now, Created = slot.Blob?.Created ?? Now };
        var dropped = RunsOf(slot).Except(placed.Bytes).ToList();
        var batch = _state.Begin();
        foreach (var block in slot.Waiting.Values)
        {
            batch.Remove("block", KeyOf(block));
        }

        batch.Set("blob", PathOf(placed), placed, AzureJson.Default.BlobDocument).Record("blob.created", PathOf(placed), Commit(placed, by), AzureJson.Default.BlobCommit).Commit();
        slot.Waiting.Clear();
        slot.Blob = placed;
        slots.Put(placed.Name, slot);
        _files.Delete(dropped);
        return placed;
    }

    private static void Remove(string container, BlobSlot slot, StateBatch batch)
    {
        foreach (var block in slot.Waiting.Values)
        {
            batch.Remove("block", KeyOf(block));
        }

        batch.Remove("blob", $"{container}/{slot.Name}");
    }

    private void Load(StateRow row)
    {
        switch (row.Kind)
        {
            case "container":
                _containers.Add(row.Key, new ContainerShelf(StateJson.Read(row, AzureJson.Default.ContainerDocument)));
                break;
            case "blob":
                var blob = StateJson.Read(row, AzureJson.Default.BlobDocument);
                Slot(blob.Container, blob.Name).Blob = blob;
                break;
            case "block":
                var block = StateJson.Read(row, AzureJson.Default.BlockDocument);
                Slot(block.Container, block.Blob).Waiting[block.Id] = block;
                break;
            default:
                throw new InvalidDataException($"The state folder holds '{row.Kind}', which this version does not know.");
        }
    }

    private BlobSlot Slot(string container, string name)
    {
        var slots = Shelf(container).Slots;
        var slot = slots.Find(name) ?? new BlobSlot(name);
        slots.Put(name, slot);
        return slot;
    }

    private T Run<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }

    private static IEnumerable<StoredBytes> RunsOf(BlobSlot slot) => [.. slot.Blob?.Bytes.Distinct() ?? [], .. slot.Waiting.Values.Select(block => block.Bytes)];

    private static string PathOf(BlobDocument blob) => $"{blob.Container}/{blob.Name}";

    private static string KeyOf(BlockDocument block) => $"{block.Container}/{block.Blob}\n{block.Id}";

    private static BlobCommit Commit(BlobDocument blob, string? by) => new() { ETag = blob.ETag, Size = blob.Size, By = by };
}
