using System.Collections.Concurrent;

namespace SageTasks.Storage.Tests;

/// <summary>Collects progress on the thread that reports it.</summary>
internal sealed class Reports : IProgress<TransferProgress>
{
    private readonly ConcurrentQueue<TransferProgress> _all = new();

    public IReadOnlyList<TransferProgress> All => [.. _all];

    public TransferProgress Last => _all.Last();

    public void Report(TransferProgress value) => _all.Enqueue(value);
}
