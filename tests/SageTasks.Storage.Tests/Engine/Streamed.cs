namespace SageTasks.Storage.Tests;

/// <summary>Limits under which parts become too large to be held in memory.</summary>
internal static class Streamed
{
    public const int Concurrency = 64;

    public static StoreLimits Limits { get; } = new() { MaxParts = 2, MinPartSize = 2 * Data.MiB };
}
