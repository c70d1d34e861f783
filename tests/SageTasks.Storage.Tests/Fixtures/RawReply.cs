namespace SageTasks.Storage.Tests;

/// <summary>An answer, and how it goes wrong.</summary>
internal sealed record RawReply(int Status, ReadOnlyMemory<byte> Body = default)
{
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Bytes of the body after which the connection is cut.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Bytes of the body after which nothing more comes, but the connection stays.</summary>
    public int? StallAfter { get; init; }

    /// <summary>How the body's end is told: its length, chunks, or the end of the connection.</summary>
    public Framing Framing { get; init; }
}
