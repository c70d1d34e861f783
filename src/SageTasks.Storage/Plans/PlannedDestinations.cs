using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SageTasks.Storage;

/// <summary>Which object of a plan goes where: of two that go to one place, one would replace the other. Each takes some 60 bytes, however long
/// its name is. Thread-safe.</summary>
internal sealed class PlannedDestinations
{
    private readonly Dictionary<(ulong, ulong), (long Index, ulong Source, ulong Content)> _owners = [];
    private readonly Lock _lock = new();

    /// <summary>Finds two objects that go to one place, in a list that can be read again, before anything is copied.</summary>
    /// <exception cref="ArgumentException">There are two; the message names them and the place.</exception>
    public static async Task RefuseSharedAsync(IAsyncEnumerable<TransferItem> plan, CancellationToken cancellationToken)
    {
        var places = new PlannedDestinations();
        var index = 0L;
        await foreach (var item in plan.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (CopyTarget.Foreseen(item) is { } target && places.OtherAt(target, item, index) is { } first)
            {
                var other = await plan.ElementAtAsync((int)first, cancellationToken).ConfigureAwait(false);
                throw new ArgumentException(FormattableString.Invariant(
                    $"{other.Source} and {item.Source} (numbers {first + 1} and {index + 1} of the plan) both go to {target}: one would replace the other. Nothing was copied. Give each a destination of its own."));
            }

            index++;
        }
    }

    /// <summary>Notes where an object goes.</summary>
    /// <returns>The index of another object that goes there; null where there is none. The same source is none, nor is one of which the same
    /// digests are expected: its bytes are the same.</returns>
    public long? OtherAt(Location target, TransferItem item, long index)
    {
        var origin = Hash(item.Source.Address).Item1;
        var content = item.Expected.Count > 0 ? Hash(Content(item)).Item1 : origin;
        lock (_lock)
        {
            ref var owner = ref CollectionsMarshal.GetValueRefOrAddDefault(_owners, Hash(AsKept(target)), out var isTaken);
            if (!isTaken)
            {
                owner = (index, origin, content);
            }

            return owner.Source == origin || owner.Content == content ? null : owner.Index;
        }
    }

    /// <summary>Why an object can't go where another one goes.</summary>
    public static string Refusal(Location target, long first) => FormattableString.Invariant(
        $"number {first + 1} of the plan goes to {target} as well: one would replace the other. Give each a destination of its own.");

    private static string Content(TransferItem item) =>
        string.Join(' ', item.Expected.Select(digest => $"{digest.Algorithm}:{digest.Value}").Order(StringComparer.Ordinal));

    private static (ulong, ulong) Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }

    // Windows and macOS take names for one that differ by case, and macOS those that are the same letters in other code points.
    private static string AsKept(Location target) =>
        !target.IsLocal || !(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()) ? target.Address
        : OperatingSystem.IsMacOS() ? target.Path.Normalize().ToUpperInvariant()
        : target.Path.ToUpperInvariant();
}
