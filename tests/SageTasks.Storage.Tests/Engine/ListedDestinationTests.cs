using SageTasks.ContractSuites;
using SageTasks.Http;

namespace SageTasks.Storage.Tests;

/// <summary>What a plan asks of its destination: what a list says already is not asked again, and a list never decides that something is equal.</summary>
public sealed class ListedDestinationTests : IDisposable
{
    private static readonly TransferPlan Plan = TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.Parse("gs://bucket/out"));
    private readonly EngineScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task nothing_is_asked_about_names_that_the_list_passes_over()
    {
        await FillAsync(_scene.From, "s3://bucket/in/", "a", "b/c", "b0", "d");
        await FillAsync(_scene.To, "gs://bucket/", "other", "out", "out-of-it/a");
        var before = _scene.To.Questions;

        Assert.Equal(["a", "b/c", "b0", "d"], await CopiedAsync());

        Assert.Equal(before, _scene.To.Questions);
    }

    [Fact]
    public async Task what_is_listed_is_asked_for_and_skipped_only_when_it_is_equal()
    {
        await FillAsync(_scene.From, "s3://bucket/in/", "a", "b", "c", "d", "e");
        await FillAsync(_scene.To, "gs://bucket/out/", "b", "bb", "d");
        await PutAsync(_scene.To, "gs://bucket/out/d", "another");
        var before = _scene.To.Questions;

        Assert.Equal(["a", "c", "d", "e"], await CopiedAsync());

        Assert.Equal(2, _scene.To.Questions - before);
        Assert.Empty(await CopiedAsync());
    }

    [Fact]
    public async Task names_beyond_the_basic_plane_are_found()
    {
        string[] names = ["a\uE000", "a\U0001F9EC", "b\uFFFD", "b\U0001D11E"];
        await FillAsync(_scene.From, "s3://bucket/in/", names);
        await FillAsync(_scene.To, "gs://bucket/out/", names);

        Assert.Empty(await CopiedAsync());
    }

    [Fact]
    public async Task where_listing_is_not_allowed_each_object_is_asked_for()
    {
        await FillAsync(_scene.From, "s3://bucket/in/", "a", "b");
        await FillAsync(_scene.To, "gs://bucket/out/", "b");
        _scene.To.OnListing = info => throw new AccessDeniedException(new ApiError { Platform = "GCS", Method = "GET", Uri = info.Location.Address, Status = 403 });

        Assert.Equal(["a"], await CopiedAsync());
    }

    [Fact]
    public async Task a_list_much_longer_than_the_plan_is_not_read_to_its_end()
    {
        await FillAsync(_scene.From, "s3://bucket/in/", "x", "y", "z");
        await FillAsync(_scene.To, "gs://bucket/out/", [.. Enumerable.Range(0, 5000).Select(number => $"a/{number}"), "y"]);
        var listed = 0;
        _scene.To.OnListing = _ => listed++;

        Assert.Equal(["x", "z"], await CopiedAsync());

        Assert.InRange(listed, 1, 1100);
    }

    [Fact]
    public async Task an_attempt_after_a_lost_answer_finds_what_it_brought()
    {
        await FillAsync(_scene.From, "s3://bucket/in/", "a");
        var writes = 0;
        _scene.To.OnWritten = info => ++writes == 1
            ? throw new NetworkFailureException(new ApiError { Platform = "GCS", Method = "PUT", Uri = info.Location.Address, CanRetry = true }, new HttpRequestException("lost"))
            : info;

        Assert.Empty(await CopiedAsync());

        Assert.Equal(1, writes);
    }

    private static async Task FillAsync(MemoryStore store, string prefix, params string[] names)
    {
        foreach (var name in names)
        {
            await PutAsync(store, prefix + name, name);
        }
    }

    private static Task<ObjectInfo> PutAsync(MemoryStore store, string address, string text) =>
        store.PutAsync(Location.Parse(address), ObjectContent.Of(System.Text.Encoding.UTF8.GetBytes(text)), new PutOptions());

    private async Task<List<string>> CopiedAsync()
    {
        var copied = new List<string>();
        await foreach (var result in _scene.Engine.RunAsync(Plan))
        {
            Assert.NotEqual(TransferOutcome.Failed, result.Outcome);
            if (result.Outcome == TransferOutcome.Copied)
            {
                copied.Add(result.Item.Source.Path["in/".Length..]);
            }
        }

        return copied;
    }
}
