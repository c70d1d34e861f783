namespace SageTasks.Storage;

/// <summary>Which parts of a file go up, and how.</summary>
internal sealed record PartPlan
{
    /// <summary>The file as it was when its digest was computed: parts of any other version are never sent.</summary>
    public required FileStamp Stamp { get; init; }

    public required long PartSize { get; init; }

    /// <summary>The numbers of the parts to send, from 1; null sends all of them.</summary>
    public IReadOnlyCollection<int>? Missing { get; init; }

    /// <summary>The MD5 of every part, if known: then a part is read once, while it is sent.</summary>
    public IReadOnlyList<Digest> PartMd5s { get; init; } = [];

    /// <summary>How many parts go up at a time, and how long the other side may take nothing. The part size is the upload's own.</summary>
    public TransferOptions Options { get; init; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A part up to this size is held in a pooled buffer; a larger one is streamed from the file.</summary>
    public int BufferLimit { get; init; } = 16 * 1024 * 1024;

    public int PartCount => checked((int)((Stamp.Size + PartSize - 1) / PartSize));

    public long LengthOf(int number) => Math.Min(PartSize, Stamp.Size - OffsetOf(number));

    public long OffsetOf(int number) => (number - 1) * PartSize;

    /// <exception cref="ArgumentException">The plan does not fit the file; the message says how.</exception>
    public IReadOnlyList<int> Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(PartSize);
        var numbers = (Missing ?? [.. Enumerable.Range(1, PartCount)]).Distinct().Order().ToArray();
        if (numbers.Length > 0 && (numbers[0] < 1 || numbers[^1] > PartCount))
        {
            throw new ArgumentException($"{Stamp.Path} has the parts 1 to {PartCount}, not {numbers[0]} to {numbers[^1]}.", nameof(Missing));
        }

        if (PartMd5s.Count > 0 && PartMd5s.Count != PartCount)
        {
            throw new ArgumentException($"{Stamp.Path} has {PartCount} parts, but {PartMd5s.Count} digests were given.", nameof(PartMd5s));
        }

        return numbers;
    }
}
