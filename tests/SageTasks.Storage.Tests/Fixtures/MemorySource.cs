using System.Collections.Concurrent;

namespace SageTasks.Storage.Tests;

/// <summary>An object in memory that notes what is asked of it and can misbehave.</summary>
internal sealed class MemorySource(byte[] content) : IRangedSource
{
    public string Name => "memory";

    private (byte[] Content, string? Tag) _version = (content, "\"v1\"");
    private readonly Lock _lock = new();

    public byte[] Content => _version.Content;

    public string? Tag
    {
        get => _version.Tag;
        set => Replace(_version.Content, value);
    }

    public bool AcceptsRanges { get; set; } = true;

    public bool SaysLength { get; set; } = true;

    /// <summary>What may happen to the body of the nth request (from 1) for a range: a limit of bytes after which it breaks.</summary>
    public Func<int, ByteRange, int?> BreakAfter { get; set; } = (_, _) => null;

    /// <summary>Runs before the nth request is answered.</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<ByteRange> Requests { get; } = new();

    private int _count;

    /// <summary>Puts another version in the place of this one, at once for all requests.</summary>
    public void Replace(byte[] content, string? tag)
    {
        lock (_lock)
        {
            _version = (content, tag);
        }
    }

    public async Task<ObjectBody> OpenAsync(ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _count);
        Requests.Enqueue(range);
        await Before(number).WaitAsync(cancellationToken);
        byte[] now;
        string? tag;
        lock (_lock)
        {
            (now, tag) = _version;
        }

        var acceptsRanges = AcceptsRanges;
        var version = new ObjectVersion { Size = SaysLength ? now.Length : null, Tag = tag };
        if (pin is not null && !pin.Matches(version))
        {
            throw new SourceChangedException("memory is another version");
        }

        var offset = acceptsRanges ? (int)range.Offset : 0;
        var end = acceptsRanges && range.Length is { } length ? (int)Math.Min(offset + length, now.Length) : now.Length;
        var stream = new BreakingStream(now.AsMemory(offset, end - offset), BreakAfter(number, range) ?? int.MaxValue);
        return new ObjectBody(stream, version) { Offset = offset, Length = SaysLength ? end - offset : null, IsRange = acceptsRanges };
    }
}
