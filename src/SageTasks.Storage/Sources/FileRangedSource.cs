namespace SageTasks.Storage;

/// <summary>A local file as a source. Its version is its size and time of change.</summary>
internal sealed class FileRangedSource(string path) : IRangedSource
{
    public string Name { get; } = Path.GetFullPath(path);

    public Task<ObjectBody> OpenAsync(ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var stamp = FileStamp.Of(Name);
        var version = FileVersion.Of(stamp);
        if (pin is not null && !pin.Matches(version))
        {
            throw stamp.Changed();
        }

        var length = Math.Min(range.Length ?? long.MaxValue, stamp.Size - range.Offset);
        var stream = new FileSliceStream(new FileSlice(FileSlice.Open(Name), stamp, range.Offset, length));
        return Task.FromResult(new ObjectBody(stream, version) { Offset = range.Offset, Length = length, IsRange = true });
    }
}
