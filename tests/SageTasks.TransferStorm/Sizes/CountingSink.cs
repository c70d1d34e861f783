using System.Collections.Concurrent;
using SageTasks.Storage;

namespace SageTasks.TransferStorm.Sizes;

/// <summary>A store with S3's limits that reads what it is given, counts it, and keeps nothing.</summary>
internal sealed class CountingSink(StoreLimits limits) : IMultipartStore
{
    private readonly ConcurrentDictionary<int, long> _parts = [];
    private long _objects;
    private long _bytes;

    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.Gs];

    public StoreCapabilities Capabilities { get; } = new() { Multipart = MultipartSupport.Parallel, Limits = limits };

    public int Parts => _parts.Count;

    public long Objects => Interlocked.Read(ref _objects);

    public long Bytes => Interlocked.Read(ref _bytes);

    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) => Task.FromResult<ObjectInfo?>(null);

    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nothing is kept.");

    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nothing is kept.");

    public async Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default) =>
        Describe(location, await CountAsync(content, cancellationToken));

    public Task<ObjectUpload> BeginUploadAsync(
        Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ObjectUpload { Location = location, Id = "one", Size = size, PartSize = partSize, Options = options });

    public async Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken = default)
    {
        _parts[part] = await CountAsync(content, cancellationToken);
        return new UploadedPart { Number = part, Size = content.Length };
    }

    public async IAsyncEnumerable<UploadedPart> ListPartsAsync(
        ObjectUpload upload, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var (number, size) in _parts.OrderBy(part => part.Key))
        {
            yield return new UploadedPart { Number = number, Size = size };
        }
    }

    public Task<ObjectInfo> CompleteUploadAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default) =>
        Task.FromResult(Describe(upload.Location, parts.Sum(part => part.Size)));

    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(
        Location prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task DeleteAsync(Location location, CancellationToken cancellationToken = default) => Task.CompletedTask;

    private async Task<long> CountAsync(ObjectContent content, CancellationToken cancellationToken)
    {
        var count = content.Bytes?.Length ?? await DrainAsync(content, cancellationToken);
        Interlocked.Add(ref _bytes, count);
        return count;
    }

    private static async Task<long> DrainAsync(ObjectContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[256 * 1024];
        long total = 0;
        await using var stream = await content.OpenAsync(cancellationToken);
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken)) > 0; total += count)
        {
        }

        return total;
    }

    private ObjectInfo Describe(Location location, long size)
    {
        Interlocked.Increment(ref _objects);
        return new ObjectInfo { Location = location, Version = new ObjectVersion { Size = size, Tag = "\"done\"" } };
    }
}
