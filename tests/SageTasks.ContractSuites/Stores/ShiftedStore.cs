using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SageTasks.Storage;

namespace SageTasks.ContractSuites;

/// <summary>A store whose server has the time of a test: what is written is said to be as old as the test's clock wants it.</summary>
/// <param name="inner">The store.</param>
/// <param name="shifts">By how much the server's clock was ahead when an object was written; shared by all that use the server.</param>
/// <param name="time">The test's clock.</param>
public sealed class ShiftedStore(IObjectStore inner, ConcurrentDictionary<string, TimeSpan> shifts, TimeProvider time) : IObjectStore
{
    public IReadOnlyList<string> Schemes => inner.Schemes;

    public StoreCapabilities Capabilities => inner.Capabilities;

    public async Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default)
    {
        var written = await inner.PutAsync(location, content, options, cancellationToken);
        shifts[location.Address] = (time as ShiftedTime)?.Shift ?? TimeSpan.Zero;
        return Shift(written);
    }

    public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) =>
        await inner.StatAsync(location, cancellationToken) is { } found ? Shift(found) : null;

    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        inner.OpenAsync(location, range, pin, cancellationToken);

    public async IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var found in inner.ListAsync(prefix, cancellationToken))
        {
            yield return Shift(found);
        }
    }

    public Task DeleteAsync(Location location, CancellationToken cancellationToken = default) => inner.DeleteAsync(location, cancellationToken);

    private ObjectInfo Shift(ObjectInfo found) =>
        found with { Version = found.Version with { LastModified = found.Version.LastModified + shifts.GetValueOrDefault(found.Location.Address) } };
}
