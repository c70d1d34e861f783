using SageTasks.Storage;

namespace SageTasks.TransferStorm;

/// <summary>What the storm is like.</summary>
internal sealed record StormSettings
{
    private const long Large = 256L << 20;

    public required long Size { get; init; }

    public required int Kills { get; init; }

    public required double Faults { get; init; }

    public required int Seed { get; init; }

    public required int MemoryMebibytes { get; init; }

    /// <summary>The defaults for a large file. A small one goes in smaller parts and fewer at once, so that there is a rest that a death must not cost.</summary>
    public TransferOptions Transfer => Size >= Large
        ? new TransferOptions()
        : new TransferOptions { PartSize = 1 << 20, Concurrency = 2 };
}
