namespace SageTasks.Testing;

/// <summary>Reads lines of bytes; a last line without its newline was torn by a crash and is not given.</summary>
internal static class JsonLines
{
    public static IEnumerable<(ReadOnlyMemory<byte> Line, long End)> Read(FileStream file)
    {
        file.Seek(0, SeekOrigin.Begin);
        var buffer = new byte[64 * 1024];
        var filled = 0;
        long start = 0;
        for (int read; (read = file.Read(buffer, filled, buffer.Length - filled)) > 0;)
        {
            filled += read;
            var from = 0;
            for (int length; (length = buffer.AsSpan(from, filled - from).IndexOf((byte)'\n')) >= 0; from += length + 1)
            {
                yield return (buffer.AsMemory(from, length), start + from + length + 1);
            }

            buffer.AsSpan(from, filled - from).CopyTo(buffer);
            filled -= from;
            start += from;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }
}
