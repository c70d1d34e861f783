using System.Net;

namespace SageTasks.Testing.Tests;

public sealed class GcsCopyTests
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public async Task parts_are_composed_into_one_object_without_md5()
    {
        await using var session = await GcsSession.StartAsync();
        await session.PutAsync("1", "1234");
        await session.PutAsync("2", "56789");

        var made = await session.PostAsync(
            GcsSession.Object("all") + "/compose", """{"sourceObjects":[{"name":"1"},{"name":"2"}],"destination":{"contentType":"text/x"}}""");
        var twice = await session.PostAsync(GcsSession.Object("more") + "/compose", """{"sourceObjects":[{"name":"all"},{"name":"1"}]}""");

        Assert.Equal("4waSgw==", made.GetProperty("crc32c").GetString());
        Assert.False(made.TryGetProperty("md5Hash", out _));
        Assert.Equal(2, made.GetProperty("componentCount").GetInt32());
        Assert.Equal(3, twice.GetProperty("componentCount").GetInt32());
        Assert.Equal("123456789", await session.TextAsync("all"));
    }

    [Fact]
    public async Task a_composition_has_its_limits_and_conditions()
    {
        await using var session = await GcsSession.StartAsync();
        var generation = (await session.PutAsync("1", "1")).GetProperty("generation").GetString();
        var many = string.Join(',', Enumerable.Repeat("""{"name":"1"}""", 33));

        await session.PostAsync(GcsSession.Object("x") + "/compose", $$"""{"sourceObjects":[{{many}}]}""", HttpStatusCode.BadRequest);
        await session.PostAsync(GcsSession.Object("x") + "/compose", """{"sourceObjects":[{"name":"none"}]}""", HttpStatusCode.NotFound);
        await session.PostAsync(
            GcsSession.Object("x") + "/compose", """{"sourceObjects":[{"name":"1","objectPreconditions":{"ifGenerationMatch":"7"}}]}""", HttpStatusCode.PreconditionFailed);
        await session.PostAsync(GcsSession.Object("1") + "/compose?ifGenerationMatch=0", """{"sourceObjects":[{"name":"1"}]}""", HttpStatusCode.PreconditionFailed);
        await session.PostAsync(GcsSession.Object("x") + "/compose", $$"""{"sourceObjects":[{"name":"1","generation":"{{generation}}"}]}""");
    }

    [Fact]
    public async Task a_large_rewrite_takes_several_calls_with_a_token()
    {
        await using var session = await GcsSession.StartAsync(new LocalGcsOptions { RewriteStep = Mebibyte });
        var bytes = GcsSession.Bytes((2 * Mebibyte) + 5);
        await session.PutAsync("from", bytes);
        var path = GcsSession.Object("from") + "/rewriteTo/b/reads/o/to";

        var first = await session.PostAsync(path, "");
        var token = first.GetProperty("rewriteToken").GetString();
        var second = await session.PostAsync($"{path}?rewriteToken={token}", "");
        var third = await session.PostAsync($"{path}?rewriteToken={second.GetProperty("rewriteToken").GetString()}", "");

        Assert.False(first.GetProperty("done").GetBoolean());
        Assert.Equal($"{Mebibyte}", first.GetProperty("totalBytesRewritten").GetString());
        Assert.Equal($"{2 * Mebibyte}", second.GetProperty("totalBytesRewritten").GetString());
        Assert.True(third.GetProperty("done").GetBoolean());
        Assert.Equal("text/plain", third.GetProperty("resource").GetProperty("contentType").GetString());
        using var media = await session.MediaAsync("to");
        Assert.Equal(bytes, await media.Content.ReadAsByteArrayAsync());
        await session.PostAsync(GcsSession.Object("from") + $"/rewriteTo/b/reads/o/other?rewriteToken={token}", "", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task a_copy_keeps_the_conditions_on_both_sides()
    {
        await using var session = await GcsSession.StartAsync();
        var generation = (await session.PutAsync("from", "x")).GetProperty("generation").GetString();
        var path = GcsSession.Object("from") + "/copyTo/b/reads/o/to";

        await session.PostAsync($"{path}?ifSourceGenerationMatch=7", "", HttpStatusCode.PreconditionFailed);
        var made = await session.PostAsync($"{path}?ifSourceGenerationMatch={generation}&ifGenerationMatch=0", """{"contentType":"a/b"}""");
        await session.PostAsync($"{path}?ifGenerationMatch=0", "", HttpStatusCode.PreconditionFailed);

        Assert.Equal("a/b", made.GetProperty("contentType").GetString());
        Assert.Equal("x", await session.TextAsync("to"));
    }
}
