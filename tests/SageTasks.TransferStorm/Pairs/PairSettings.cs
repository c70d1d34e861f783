using SageTasks.Storage;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>What the storm between stores is like.</summary>
internal sealed record PairSettings
{
    private const long Large = 256L << 20;

    public required long Size { get; init; }

    public required int Kills { get; init; }

    public required double Faults { get; init; }

    public required int Seed { get; init; }

    public required int MemoryMebibytes { get; init; }

    /// <summary>The kinds of stores, in the order in which a ring goes through them.</summary>
    public required IReadOnlyList<string> Stores { get; init; }

    /// <summary>Whether every store is copied to every other one, or only to the next.</summary>
    public required bool All { get; init; }

    /// <summary>The only store that is copied to; null for all.</summary>
    public string? To { get; init; }

    public int PartSize => Size >= Large ? new TransferOptions().PartSize : 5 << 20;

    public int Concurrency => Size >= Large ? new TransferOptions().Concurrency : 2;

    public int Parts => (int)((Size + PartSize - 1) / PartSize);

    /// <summary>Source and destination of every copy. Web servers and DRS are sources only.</summary>
    public IEnumerable<(string From, string To)> Pairs()
    {
        var writable = Stores.Where(kind => !StoreKinds.IsReadOnly(kind)).ToList();
        foreach (var from in Stores)
        {
            // The file of a source that is only read goes where that of the disk goes.
            var next = writable[(Math.Max(0, writable.IndexOf(from)) + 1) % writable.Count];
            foreach (var to in All ? writable : [next])
            {
                if (to != from && (To ?? to) == to)
                {
                    yield return (from, to);
                }
            }
        }
    }
}
