namespace SageTasks.Storage.Azure.Tests;

/// <summary>A name that would reach another blob is refused; all others are kept as they are.</summary>
public sealed class BlobNameTests
{
    [Theory]
    [InlineData("az://container")]
    [InlineData("az://container/folder/")]
    [InlineData("az://container//lead")]
    [InlineData("az://container/a/../b")]
    [InlineData("az://container/./b")]
    [InlineData(@"az://container/a\b")]
    [InlineData("s3://bucket/key")]
    public async Task A_name_that_means_something_else_is_refused_before_anything_is_sent(string address)
    {
        var wire = new Wire(_ => Wire.Answer(System.Net.HttpStatusCode.OK));
        var place = Location.Parse(address);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => wire.Store().StatAsync(place));

        Assert.Contains(address, error.Message, StringComparison.Ordinal);
        Assert.Empty(wire.Requests);
    }

    [Theory]
    [InlineData("a//b", "a//b")]
    [InlineData("100%25 ü?#.txt", "100%2525%20%C3%BC%3F%23.txt")]
    [InlineData("...", "...")]
    public async Task A_name_is_literal(string name, string sent)
    {
        var wire = new Wire(_ => Wire.Answer(System.Net.HttpStatusCode.OK));

        await wire.Store().StatAsync(Location.Parse("az://container/" + name));

        Assert.Equal("/container/" + sent, wire.Requests.Single().RequestUri!.AbsolutePath);
    }
}
