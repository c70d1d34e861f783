using static SageTasks.Storage.Tests.Data;

namespace SageTasks.Storage.Tests;

public sealed class FileDigestTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3 * MiB)]
    [InlineData((5 * MiB) + 17)]
    public async Task One_pass_gives_every_digest_and_those_of_the_parts(int length)
    {
        var content = Random(length);
        var path = _folder.Write("f", content);

        var print = await FileDigest.ComputeAsync(path, [DigestAlgorithm.Md5, DigestAlgorithm.Sha256, DigestAlgorithm.Crc32C], 2 * MiB);

        Assert.Equal(Md5(content), print.Md5);
        Assert.Contains(Sha256(content), print.Digests);
        Assert.Equal(3, print.Digests.Count);
        Assert.Equal(content.Chunk(2 * MiB).Select(c => Md5(c)), print.PartMd5s);
        Assert.Equal(length, print.Size);
    }

    [Fact]
    public async Task The_digest_of_a_file_is_that_of_its_bytes()
    {
        var content = Random(1000);

        Assert.Equal(Digest.Of(content, DigestAlgorithm.Crc32C), await Digest.OfFileAsync(_folder.Write("f", content), DigestAlgorithm.Crc32C));
        await Assert.ThrowsAsync<NotSupportedException>(() => Digest.OfFileAsync(_folder["f"], new DigestAlgorithm("blake3")));
    }

    [Fact]
    public async Task Progress_ends_with_all_bytes()
    {
        var reports = new Reports();

        await FileDigest.Md5Async(_folder.Write("f", Random(3 * MiB)), reports);

        Assert.Equal(3 * MiB, reports.Last.Bytes);
        Assert.True(reports.Last.IsComplete);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<FileNotFoundException>(() => FileDigest.Md5Async(_folder["missing"]));
        var folder = await Assert.ThrowsAsync<FileNotFoundException>(() => FileDigest.Md5Async(_folder.Root));

        Assert.Contains(_folder["missing"], error.Message, StringComparison.Ordinal);
        Assert.Contains("folder", folder.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_hashed_is_an_error()
    {
        var path = _folder.Write("f", Random(3 * MiB));
        var growing = new Growing(path);

        await Assert.ThrowsAsync<SourceChangedException>(() => FileDigest.Md5Async(path, growing));
    }

    [Fact]
    public async Task A_cancelled_token_ends_it()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => FileDigest.Md5Async(_folder.Write("f", Random(MiB)), cancellationToken: stop.Token));
    }

    private sealed class Growing(string path) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => File.AppendAllText(path, "more");
    }
}
