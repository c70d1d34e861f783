namespace SageTasks.Testing.Drs;

/// <summary>The objects. Everything that changes together changes under one lock and in one commit.</summary>
internal sealed class DrsWorld
{
    private const string Kind = "object";
    private const string PortKind = "port";
    private const string PortKey = "drs";

    private readonly LocalDrsOptions _options;
    private readonly StateStore _state;
    private readonly PlatformClock _clock;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, DrsDocument> _objects = new(StringComparer.Ordinal);
    private readonly string[] _readable;

    public DrsWorld(LocalDrsOptions options, StateStore state, PlatformClock clock, string folder)
    {
        (_options, _state, _clock, Folder) = (options, state, clock, folder);
        _readable = [.. options.FileFolders.Append(options.Objects).Append(folder).OfType<string>().Select(RealPath.Of)];
        foreach (var row in state.Loaded)
        {
            Load(row);
        }

        state.ForgetLoaded();
    }

    /// <summary>Where bytes that were given are kept.</summary>
    public string Folder { get; }

    /// <summary>The port of an earlier life; null where nothing was kept.</summary>
    public int? Port { get; private set; }

    public DateTimeOffset Now => _clock.Shown;

    public IReadOnlyList<DrsDocument> All => Run(() => _objects.Values.ToList());

    public string NewId() => Prefixed(Guid.NewGuid().ToString());

    /// <summary>An id with the server's prefix, where it has one.</summary>
    public string Prefixed(string id) => _options.Personality.Prefix is { } prefix ? $"{prefix}/{id}" : id;

    /// <summary>An object; where ids have a prefix, it can be left out.</summary>
    public DrsDocument? Find(string id) => Run(() => _objects.GetValueOrDefault(id) ?? _objects.GetValueOrDefault(Prefixed(id)));

    public DrsDocument Get(string id) => Find(id) ?? throw DrsErrors.NotFound(id);

    public string Add(LocalDrsObject item, ReadOnlyMemory<byte> bytes)
    {
        var file = Path.Combine(Folder, Guid.NewGuid().ToString("N"));
        using (var handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(handle, bytes.Span, 0);
        }

        return Add(item with { File = file });
    }

    public string Add(LocalDrsObject item)
    {
        var sums = item.File is { } path ? FileSums.Of(path) : null;
        var draft = new DrsDocument
        {
            Id = item.Id ?? NewId(),
            Name = item.Name ?? Path.GetFileName(item.File),
            Size = item.Size ?? sums?.Size,
            Created = Now,
            Updated = Now,
            MimeType = item.MimeType,
            Checksums = item.Checksums is { } told ? [.. told.Select(pair => new Checksum(pair.Key, pair.Value))] : sums?.Checksums ?? [],
            File = item.File is null ? null : RealPath.Of(item.File),
            Access = item.Access,
            Methods = [.. item.Urls.Select(Method)],
            Contents = item.Contents.Count == 0 ? null : [.. item.Contents.Select(entry => new Content { Name = entry.Name, Id = entry.Id, Uris = entry.Uri is null ? null : [entry.Uri] })],
            Description = item.Description,
            Aliases = item.Aliases,
            RequiresPassport = item.RequiresPassport,
            IsAvailable = item.IsAvailable,
        };
        Put(draft, "test");
        return draft.Id;
    }

    /// <summary>Adds an object, or replaces the one with its id.</summary>
    /// <param name="draft">The object; a bundle gets its size and checksums here.</param>
    /// <param name="by">The way in which it came.</param>
    public DrsDocument Put(DrsDocument draft, string by) => Run(() => PutAll([draft], by)[0]);

    /// <summary>Adds objects together, in one commit; null, and nothing done, where one of their ids is taken.</summary>
    public IReadOnlyList<DrsDocument>? TryAdd(IReadOnlyList<DrsDocument> drafts, string by) => Run<IReadOnlyList<DrsDocument>?>(() =>
        drafts.Any(draft => _objects.ContainsKey(draft.Id)) || drafts.DistinctBy(draft => draft.Id, StringComparer.Ordinal).Count() < drafts.Count ? null : PutAll(drafts, by));

    /// <summary>Changes an object; the change refuses what it does not like.</summary>
    public DrsDocument Update(string id, Func<DrsDocument, DrsDocument> change, string by) => Run(() => Put(change(Get(id)) with { Updated = Now }, by));

    public bool Remove(string id) => Run(() =>
    {
        if (Find(id) is null)
        {
            return false;
        }

        RemoveAll([id]);
        return true;
    });

    /// <summary>Removes objects together, in one commit. Where one of them is not there, nothing is done.</summary>
    /// <exception cref="RefusalException">One is not there.</exception>
    public void RemoveAll(IEnumerable<string> ids) => Run(() =>
    {
        var found = ids.Select(Get).DistinctBy(one => one.Id, StringComparer.Ordinal).ToList();
        var batch = _state.Begin();
        found.ForEach(one => batch.Remove(Kind, one.Id).Record("object.deleted", one.Id, Commit(one, null), DrsJson.Default.ObjectCommit));
        batch.Commit();
        return found.RemoveAll(one => _objects.Remove(one.Id));
    });

    /// <summary>The file on this machine that an address leads to, where clients may have it served.</summary>
    public string? Servable(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsFile ? RealPath.FileIn(_readable, uri.LocalPath) : null;

    /// <summary>Whether a path, no part of which is a link, lies where objects may come from.</summary>
    public bool IsReadable(string path) => _readable.Any(folder => RealPath.IsIn(folder, path));

    /// <summary>Keeps the port, for the next life.</summary>
    public void Keep(int port)
    {
        _state.Begin().Set(PortKind, PortKey, new PortDocument(PortKey, port), DrsJson.Default.PortDocument).Commit();
        Port = port;
    }

    public static AccessMethod Method(string url) => new()
    {
        Type = url.Split(':', 2)[0] is var scheme && scheme == "http" ? "https" : scheme,
        AccessUrl = new AccessUrl { Url = url },
    };

    // The commit comes before memory: where it fails, nothing has happened.
    private List<DrsDocument> PutAll(IReadOnlyList<DrsDocument> drafts, string by)
    {
        var placed = drafts.Select(Completed).ToList();
        var batch = _state.Begin();
        foreach (var one in placed)
        {
            var happened = _objects.ContainsKey(one.Id) ? "object.updated" : "object.registered";
            batch.Set(Kind, one.Id, one, DrsJson.Default.DrsDocument).Record(happened, one.Id, Commit(one, by), DrsJson.Default.ObjectCommit);
        }

        batch.Commit();
        placed.ForEach(one => _objects[one.Id] = one);
        return placed;
    }

    private DrsDocument Completed(DrsDocument draft)
    {
        if (draft.Contents is not { } contents)
        {
            return draft;
        }

        var parts = contents.Select(entry => entry.Id is { } id ? Find(id) : null).OfType<DrsDocument>().ToList();
        return draft with
        {
            Size = draft.Size ?? parts.Sum(part => part.Size ?? 0),
            Checksums = draft.Checksums.Count > 0 ? draft.Checksums : BundleSums.Of(parts),
        };
    }

    private static ObjectCommit Commit(DrsDocument document, string? by) =>
        new() { Name = document.Name, Size = document.Size, Checksums = document.Checksums, By = by };

    private void Load(StateRow row)
    {
        switch (row.Kind)
        {
            case Kind:
                _objects[row.Key] = StateJson.Read(row, DrsJson.Default.DrsDocument);
                break;
            case PortKind:
                Port = StateJson.Read(row, DrsJson.Default.PortDocument).Port;
                break;
            default:
                throw new InvalidDataException($"The state folder holds '{row.Kind}', which this version does not know.");
        }
    }

    private T Run<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }
}
