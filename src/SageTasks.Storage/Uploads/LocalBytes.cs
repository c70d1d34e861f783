using Microsoft.Win32.SafeHandles;

namespace SageTasks.Storage;

/// <summary>A local source, read again to hash what an earlier attempt has sent of it.</summary>
internal sealed class LocalBytes(SafeFileHandle file) : IDisposable
{
    public static LocalBytes Open(string path) => new(FileSlice.Open(path));

    public ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(file, buffer, offset, cancellationToken);

    public void Dispose() => file.Dispose();
}
