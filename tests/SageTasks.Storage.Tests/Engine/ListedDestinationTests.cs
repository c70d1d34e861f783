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
        string[] names = ["a\uE000", "a\uFF21", "a\U0001F600", "b\uFFFD", "b\U0001D11E"];
        await FillAsync(_scene.From, "s3://bucket/in/", [.. names, "c"]);
        await FillAsync(_scene.To, "gs://bucket/out/", names);
        var before = _scene.To.Questions;

        Assert.Equal(["c"], await CopiedAsync());

        Assert.Equal(names.Length, _scene.To.Questions - before);
    }

    [Fact]
    public void names_are_ordered_as_their_bytes()
    {
        string[] names = ["", "A", "a", "a-b", "a/b", "ab", "\u00E9", "\uD7FF", "\uE000", "\uF83D", "\uFF21", "\uFFFD", "\U00010000", "\U0001D11E", "\U0001F600", "\U0010FFFF"];

        foreach (var one in names)
        {
            foreach (var other in names)
            {
                var bytes = System.Text.Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(other));
                Assert.Equal(Math.Sign(bytes), Math.Sign(NameOrder.Compare(one, other)));
            }
        }
    }

    public static TheoryData<Exception> SpoiltLists => new()
    {
        new AccessDeniedException(new ApiError { Platform = "GCS", Method = "GET", Uri = "gs://bucket", Status = 403 }),
        new PagingException("twice the same page"),
        new FormatException("a name with a control character"),
        new NotSupportedException("an old name"),
    };

    [Theory]
    [MemberData(nameof(SpoiltLists))]
    public async Task where_the_list_is_refused_or_spoilt_each_object_is_asked_for(Exception failure)
    {
        await FillAsync(_scene.From, "s3://bucket/in/", "a", "b");
        await FillAsync(_scene.To, "gs://bucket/out/", "b");
        _scene.To.OnListing = _ => throw failure;

        Assert.Equal(["a"], await CopiedAsync());
    }

    [Fact]
    public async Task a_store_without_order_is_believed_only_when_it_lists_nothing()
    {
        using var scene = new EngineScene { To = new MemoryStore { Schemes = [LocationScheme.Gs], Capabilities = new MemoryStore().Capabilities with { OrderedList = false } } };
        await FillAsync(scene.From, "s3://bucket/in/", "A-1", "A/x", "B");
        await FillAsync(scene.To, "gs://bucket/out/", "A-1");
        var before = scene.To.Questions;

        Assert.Equal(["A/x", "B"], await CopiedAsync(scene));
        Assert.Equal(3, scene.To.Questions - before);

        await foreach (var result in scene.Engine.RunAsync(TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.Parse("gs://bucket/empty/"))))
        {
            Assert.Equal(TransferOutcome.Copied, result.Outcome);
        }

        Assert.Equal(3, scene.To.Questions - before);
    }

    [Fact]
    public async Task what_arrived_after_the_list_is_compared_before_it_counts_as_a_failure()
    {
        await FillAsync(_scene.From, "s3://bucket/in/", "a", "b");
        _scene.From.OnRead = (place, _, body) =>
        {
            PutAsync(_scene.To, $"gs://bucket/out/{place.Name}", place.Name == "a" ? "a" : "another").GetAwaiter().GetResult();
            return body;
        };

        var outcomes = new List<TransferOutcome>();
        await foreach (var result in _scene.Engine.RunAsync(Plan, new TransferPlanOptions { Mode = PutMode.CreateNew }))
        {
            outcomes.Add(result.Outcome);
        }

        Assert.Equal([TransferOutcome.Skipped, TransferOutcome.Failed], outcomes);
    }

    [Fact]
    public async Task slashes_at_the_end_of_the_destination_change_nothing()
    {
        await FillAsync(_scene.From, "s3://bucket/in/", "a");
        var plan = TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.Parse("gs://bucket/out//"));
        await foreach (var result in _scene.Engine.RunAsync(plan))
        {
            Assert.Equal(TransferOutcome.Copied, result.Outcome);
        }

        await foreach (var result in _scene.Engine.RunAsync(plan))
        {
            Assert.Equal(TransferOutcome.Skipped, result.Outcome);
        }
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

    private Task<List<string>> CopiedAsync() => CopiedAsync(_scene);

    private static async Task<List<string>> CopiedAsync(EngineScene scene)
    {
        var copied = new List<string>();
        await foreach (var result in scene.Engine.RunAsync(Plan))
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
