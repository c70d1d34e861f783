namespace SageTasks.Benchmarks;

/// <summary>Reads page after page into one buffer, as a careful bare loop would: a new array for each page of 170 kB would cost more than its parsing.</summary>
internal sealed class RawPage
{
    private byte[] _buffer = new byte[64 * 1024];

    /// <summary>The whole body; it holds until the next page is read.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken);
        var length = 0;
        for (var read = -1; read != 0; length += read)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, length * 2);
            }

            read = await body.ReadAsync(_buffer.AsMemory(length), cancellationToken);
        }

        return _buffer.AsMemory(0, length);
    }
}
