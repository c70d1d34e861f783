using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Tables;

/// <summary>
/// Tells entries that have the same values in some members. It keeps 128 bits of SHA-256 and a row number for each distinct entry,
/// some 40 to 80 bytes, whatever the values' length: two different entries are taken for one with a chance of about 1 in 10^26 for a
/// million of them.
/// </summary>
internal sealed class UniqueKeys(IReadOnlyList<string> members, bool wantsAll = false)
{
    private readonly Dictionary<UInt128, long> _firstSeen = [];
    private readonly ArrayBufferWriter<byte> _key = new(256);

    /// <summary>The members whose values are compared.</summary>
    public IReadOnlyList<string> Members => members;

    /// <summary>
    /// Takes an entry in; gives the number of the earlier one that it repeats. An entry that has none of the members is left out,
    /// and so is one that lacks any where all are wanted.
    /// </summary>
    public long? FindEarlier(IInstanceObject entry, long number)
    {
        if (!WriteKey(entry))
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_key.WrittenSpan, hash);
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_firstSeen, MemoryMarshal.Read<UInt128>(hash), out var seen);
        if (seen)
        {
            return first;
        }

        first = number;
        return null;
    }

    public override string ToString() => string.Join(", ", members);

    private bool WriteKey(IInstanceObject entry)
    {
        _key.ResetWrittenCount();
        var found = 0;
        for (var i = 0; i < members.Count; i++)
        {
            if (entry.TryGet(members[i], out var value))
            {
                found++;
                Write(i, value.Kind, value.ToKey());
            }
        }

        return wantsAll ? found == members.Count : found > 0;
    }

    // Position, kind and length go before each value, so that no two different entries make the same bytes.
    private void Write(int member, InstanceKind kind, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        var target = _key.GetSpan(12 + length);
        MemoryMarshal.Write(target, member);
        MemoryMarshal.Write(target[4..], (int)kind);
        MemoryMarshal.Write(target[8..], length);
        Encoding.UTF8.GetBytes(value, target[12..]);
        _key.Advance(12 + length);
    }
}
