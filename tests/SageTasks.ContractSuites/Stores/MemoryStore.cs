using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using SageTasks.Storage;

namespace SageTasks.ContractSuites;

/// <summary>The smallest store that keeps every promise, and breaks those that a test asks it to.</summary>
public sealed class MemoryStore : IMultipartStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Stored> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Pending> _uploads = new(StringComparer.Ordinal);
    private int _next;

    public MemoryStore(MultipartSupport multipart = MultipartSupport.Parallel, StoreLimits? limits = null) => Capabilities = new StoreCapabilities
    {
        RangedRead = true,
        PinnedRead = true,
        List = true,
        OrderedList = true,
        ConditionalCreate = ConditionSupport.Unproven,
        ConditionalOverwrite = ConditionSupport.Honoured,
        ConditionalComplete = ConditionSupport.Honoured,
        Multipart = multipart,
        ServerSideCopy = true,
        Metadata = true,
        StatedDigests = [DigestAlgorithm.Crc32C, DigestAlgorithm.Md5],
        CheckedDigests = [DigestAlgorithm.Crc32C, DigestAlgorithm.Md5, DigestAlgorithm.Sha256],
        Limits = limits ?? new StoreLimits(),
    };

    public IReadOnlyList<string> Schemes { get; init; } = [LocationScheme.S3];

    public StoreCapabilities Capabilities { get; init; }

    /// <summary>Algorithms whose digests the store states.</summary>
    public IReadOnlyList<DigestAlgorithm> Stated { get; init; } = [DigestAlgorithm.Crc32C, DigestAlgorithm.Md5];

    /// <summary>Whether conditions are ignored, as some servers do.</summary>
    public bool IgnoresConditions { get; init; }

    /// <summary>Changes a body before it is read.</summary>
    public Func<Location, ByteRange, Stream, Stream> OnRead { get; set; } = static (_, _, body) => body;

    /// <summary>Runs before an upload begins.</summary>
    public Action<Location> OnBeginning { get; set; } = static _ => { };

    /// <summary>Runs before a part is taken.</summary>
    public Func<ObjectUpload, int, Task> OnPart { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Changes what the store says about an object that was just written.</summary>
    public Func<ObjectInfo, ObjectInfo> OnWritten { get; set; } = static info => info;

    /// <summary>Runs before an upload is completed.</summary>
    public Action<ObjectUpload> OnCompleting { get; set; } = static _ => { };

    /// <summary>Runs after an upload was completed, before the answer.</summary>
    public Action<ObjectUpload> OnCompleted { get; set; } = static _ => { };

    /// <summary>Runs before an upload is given up.</summary>
    public Action<ObjectUpload> OnAborting { get; set; } = static _ => { };

    /// <summary>What the store says of when an upload began.</summary>
    public Func<DateTimeOffset?> Started { get; set; } = static () => DateTimeOffset.UtcNow;

    /// <summary>Runs before a name is listed.</summary>
    public Action<ObjectInfo> OnListing { get; set; } = static _ => { };

    /// <summary>How often the store was asked what lies at a place.</summary>
    public int Questions { get; private set; }

    /// <summary>How many objects there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _objects.Count;
            }
        }
    }

    public int OpenUploads => _uploads.Values.Count(upload => upload.Object is null);

    public long BytesRead { get; private set; }

    public int PartsTaken { get; private set; }

    public int ServerSideCopies { get; private set; }

    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Questions++;
            return Task.FromResult(_objects.TryGetValue(location.Address, out var found) ? found.Info : null);
        }
    }

    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var found = _objects.GetValueOrDefault(location.Address) ?? throw new FileNotFoundException($"There is nothing at {location}.");
            if (pin is not null && !pin.Matches(found.Info.Version))
            {
                throw new SourceChangedException($"{location} is no longer {pin}.");
            }

            var length = Math.Min(range.Length ?? long.MaxValue, found.Bytes.Length - range.Offset);
            BytesRead += length;
            var body = new MemoryStream(found.Bytes, (int)range.Offset, (int)length, writable: false);
            return Task.FromResult(new ObjectBody(OnRead(location, range, body), found.Info.Version)
            {
                Offset = range.Offset,
                Length = length,
                IsRange = true,
                Info = Capabilities.DescribesOnRead ? found.Info : null,
            });
        }
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        List<ObjectInfo> found;
        lock (_lock)
        {
            found = [.. _objects.Values.Select(stored => stored.Info).Where(info => info.Location.Address.StartsWith(prefix.Address, StringComparison.Ordinal))];
        }

        foreach (var info in found.OrderBy(info => System.Text.Encoding.UTF8.GetBytes(info.Location.Path), Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            OnListing(info);
            yield return info;
        }
    }

    public async Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default)
    {
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        var bytes = await ReadAsync(content, cancellationToken);
        foreach (var digest in options.Digests.Where(digest => Digest.Of(bytes, digest.Algorithm) != digest))
        {
            throw new DigestMismatchException(location.ToString(), digest, Digest.Of(bytes, digest.Algorithm));
        }

        return OnWritten(Store(location, bytes, options));
    }

    public Task<ObjectUpload> BeginUploadAsync(
        Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken = default)
    {
        options.Validate();
        OnBeginning(location);
        var upload = new ObjectUpload
        {
            Location = location,
            Id = $"upload-{Interlocked.Increment(ref _next)}",
            Size = size,
            PartSize = partSize,
            // A mark of its own, as stores leave that have to know their own work again.
            Options = options with { Metadata = options.Metadata.Append(new("writer", "me")).ToDictionary(StringComparer.Ordinal) },
            StartedAt = Started(),
        };
        _uploads[upload.Id] = new Pending(upload);
        return Task.FromResult(upload);
    }

    public async Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await OnPart(upload, part);
        var pending = Open(upload);
        var bytes = await ReadAsync(content, cancellationToken);
        if (bytes.Length != upload.LengthOf(part))
        {
            throw new TransferException($"part {part} has {bytes.Length} bytes, not {upload.LengthOf(part)}");
        }

        if (Capabilities.Multipart == MultipartSupport.Sequential && part > pending.Parts.Count + 1)
        {
            throw new TransferException($"part {part} came after {pending.Parts.Count} parts");
        }

        pending.Parts[part] = bytes;
        PartsTaken++;
        return Describe(part, bytes);
    }

    public async IAsyncEnumerable<UploadedPart> ListPartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var (number, bytes) in Open(upload).Parts.OrderBy(part => part.Key))
        {
            yield return Describe(number, bytes);
        }
    }

    public Task<ObjectInfo> CompleteUploadAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_uploads.TryGetValue(upload.Id, out var pending))
        {
            throw new UploadGoneException(upload.Location.ToString());
        }

        OnCompleting(upload);
        if (pending.Object is null && parts.Any(part => !pending.Parts.ContainsKey(part.Number)))
        {
            throw new UploadIncompleteException(upload.Location.ToString());
        }

        pending.Object ??= Store(upload.Location, [.. parts.SelectMany(part => pending.Parts[part.Number])], upload.Options);
        OnCompleted(upload);
        return Task.FromResult(OnWritten(pending.Object));
    }

    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellationToken = default)
    {
        OnAborting(upload);
        if (_uploads.TryGetValue(upload.Id, out var pending) && pending.Object is null)
        {
            _uploads.TryRemove(upload.Id, out _);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var pending in _uploads.Values.Where(pending => pending.Object is null && pending.Upload.Location.Address.StartsWith(prefix.Address, StringComparison.Ordinal)))
        {
            yield return pending.Upload with { Size = 0 };
        }
    }

    public Task<ObjectInfo?> TryCopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken = default)
    {
        byte[] bytes;
        lock (_lock)
        {
            var found = _objects.GetValueOrDefault(source.Location.Address);
            if (found is null || !found.Info.Version.Matches(source.Version))
            {
                throw new SourceChangedException($"{source.Location} is no longer {source.Version}.");
            }

            bytes = found.Bytes;
        }

        ServerSideCopies++;
        return Task.FromResult<ObjectInfo?>(OnWritten(Store(destination, bytes, options)));
    }

    public Task DeleteAsync(Location location, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _objects.Remove(location.Address);
        }

        return Task.CompletedTask;
    }

    public byte[]? Bytes(Location location)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(location.Address)?.Bytes;
        }
    }

    /// <summary>Loses a part of all uploads, as a store that holds the last one in its process does when that dies.</summary>
    public void ForgetPart(int number)
    {
        foreach (var pending in _uploads.Values)
        {
            pending.Parts.TryRemove(number, out _);
        }
    }

    /// <summary>Forgets all uploads, as a bucket's lifecycle rule would.</summary>
    public void ForgetUploads() => _uploads.Clear();

    private static UploadedPart Describe(int number, byte[] bytes) =>
        new() { Number = number, Size = bytes.Length, Tag = Digest.Of(bytes, DigestAlgorithm.Md5).Value, Checksum = Digest.Of(bytes, DigestAlgorithm.Crc32C) };

    private static async Task<byte[]> ReadAsync(ObjectContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.OpenAsync(cancellationToken);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken);
        return memory.ToArray();
    }

    private Pending Open(ObjectUpload upload) =>
        _uploads.TryGetValue(upload.Id, out var pending) && pending.Object is null ? pending : throw new UploadGoneException(upload.Location.ToString());

    private ObjectInfo Store(Location location, byte[] bytes, PutOptions options)
    {
        lock (_lock)
        {
            var current = _objects.GetValueOrDefault(location.Address);
            if (!IgnoresConditions && options.Mode == PutMode.CreateNew && current is not null)
            {
                throw new DestinationExistsException(location.ToString());
            }

            if (!IgnoresConditions && options.IfMatch is { } expected && current?.Info.Version.Tag != expected.Tag)
            {
                throw new DestinationChangedException(location.ToString(), expected);
            }

            var info = new ObjectInfo
            {
                Location = location,
                Version = new ObjectVersion { Size = bytes.Length, Tag = (++_next).ToString(CultureInfo.InvariantCulture), LastModified = DateTimeOffset.UtcNow },
                ContentType = options.ContentType,
                Metadata = options.Metadata.Where(pair => pair.Key != "writer").ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value, StringComparer.Ordinal),
                Digests = [.. Stated.Select(algorithm => Digest.Of(bytes, algorithm))],
            };
            _objects[location.Address] = new Stored(info, bytes);
            return info;
        }
    }

    private sealed record Stored(ObjectInfo Info, byte[] Bytes);

    private sealed class Pending(ObjectUpload upload)
    {
        public ObjectUpload Upload => upload;

        public ConcurrentDictionary<int, byte[]> Parts { get; } = [];

        public ObjectInfo? Object { get; set; }
    }
}
