namespace SageTasks.Storage.S3.Tests;

/// <summary>What a server says about the bytes that it sends is compared with what was asked for.</summary>
public sealed class ReadTests
{
    private static readonly Location Place = Location.Parse("s3://bucket/reads");
    private static readonly ObjectVersion Pin = new() { Size = 10, Tag = "\"a\"" };

    [Fact]
    public async Task A_stretch_is_asked_for_by_range_and_version()
    {
        var wire = new Wire(_ => Part("bytes 2-5/10", "2345"));
        using var store = wire.Store();

        await using var body = await store.OpenAsync(Place, new ByteRange(2, 4), Pin);

        Assert.Equal("bytes=2-5", wire.Requests[0].Header("Range"));
        Assert.Equal("\"a\"", wire.Requests[0].Header("If-Match"));
        Assert.Null(wire.Requests[0].Header("x-amz-checksum-mode"));
        Assert.Equal((2, 4, true, 10), (body.Offset, body.Length, body.IsRange, body.Version.Size));
    }

    [Fact]
    public async Task A_server_that_ignores_the_range_is_noticed()
    {
        using var store = new Wire(_ => Body(200, "0123456789")).Store();

        await using var body = await store.OpenAsync(Place, new ByteRange(2, 4), Pin);

        Assert.Equal((0, 10, false), (body.Offset, body.Length, body.IsRange));
    }

    [Theory]
    [InlineData("bytes 0-3/10")]
    [InlineData("bytes 2-4/10")]
    [InlineData("bytes 2-9/10")]
    [InlineData("bytes 2-5/*")]
    [InlineData("lines 2-5/10")]
    [InlineData(null)]
    public async Task Another_stretch_than_the_one_asked_for_is_refused(string? range)
    {
        using var store = new Wire(_ => Part(range, "2345")).Store();

        await Assert.ThrowsAsync<TransferException>(() => store.OpenAsync(Place, new ByteRange(2, 4), Pin));
    }

    [Theory]
    [InlineData("\"b\"", "bytes 2-5/10")]
    [InlineData("\"a\"", "bytes 2-5/11")]
    public async Task A_server_that_ignores_the_version_is_noticed(string tag, string range)
    {
        using var store = new Wire(_ => Part(range, "2345", tag)).Store();

        await Assert.ThrowsAsync<SourceChangedException>(() => store.OpenAsync(Place, new ByteRange(2, 4), Pin));
    }

    [Fact]
    public async Task A_range_behind_the_end_means_that_the_object_shrank()
    {
        using var store = new Wire(request => request.Method == "HEAD" ? Body(200, "0123456789") : Wire.Refusal(416, "InvalidRange", "no")).Store();

        await Assert.ThrowsAsync<SourceChangedException>(() => store.OpenAsync(Place, ByteRange.From(10), null));
    }

    private static HttpResponseMessage Part(string? range, string text, string tag = "\"a\"")
    {
        var answer = Body(206, text, tag);
        if (range is not null)
        {
            answer.Content.Headers.TryAddWithoutValidation("Content-Range", range);
        }

        return answer;
    }

    private static HttpResponseMessage Body(int status, string text, string tag = "\"a\"")
    {
        var answer = Wire.Answer(status, ("ETag", tag));
        answer.Content = new StringContent(text);
        return answer;
    }
}
