using SageTasks.Http;

namespace SageTasks.Storage.Tests;

/// <summary>What a plan reports of the whole.</summary>
public sealed class PlanProgressTests : IDisposable
{
    private const int Count = 20;
    private const int Size = 1000;
    private readonly EngineScene _scene = new();
    private readonly Reports _reports = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task the_total_of_a_list_is_final_before_the_first_byte_where_the_list_tells_the_sizes()
    {
        await FillAsync();
        _scene.From.OnRead = (_, _, body) =>
        {
            SpinWait.SpinUntil(() => _reports.All.Any(report => report.IsTotalFinal) || _reports.All.Count == 0, TimeSpan.FromSeconds(20));
            return body;
        };

        await RunAsync(TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.Parse("gs://bucket/out/")));

        Assert.True(_reports.Last.IsTotalFinal);
        Assert.Equal((Count * Size, Count * Size), (_reports.Last.Bytes, _reports.Last.TotalBytes));
        Assert.True(_reports.Last.IsComplete);
        Assert.All(_reports.All.Where(report => report.IsTotalFinal), report => Assert.Equal(Count * Size, report.TotalBytes));
    }

    [Fact]
    public async Task the_total_is_not_final_while_the_plan_is_still_read()
    {
        await FillAsync();
        var gate = new TaskCompletionSource();

        await foreach (var result in _scene.Engine.RunAsync(TransferPlan.Of(ReadAsync()), progress: _reports))
        {
            if (result.Index == 0)
            {
                Assert.All(_reports.All, report => Assert.False(report.IsTotalFinal));
                Assert.All(_reports.All, report => Assert.False(report.IsComplete));
                Assert.All(_reports.All, report => Assert.Null(report.Remaining));
                gate.SetResult();
            }
        }

        Assert.True(_reports.Last.IsComplete);

        async IAsyncEnumerable<TransferItem> ReadAsync()
        {
            yield return Item(0);
            yield return Item(1);
            await gate.Task;
            yield return Item(2);
        }
    }

    [Fact]
    public async Task what_is_skipped_counts_and_what_fails_does_not()
    {
        await FillAsync();
        var items = Enumerable.Range(0, Count).Select(Item).ToList();
        await RunAsync(TransferPlan.Of(items.Take(5)));
        items[7] = items[7] with { Expected = [Data.Md5([1])] };
        items[8] = items[8] with { Source = Location.Parse("s3://bucket/absent") };

        var reports = new Reports();
        await foreach (var _ in _scene.Engine.RunAsync(TransferPlan.Of(items), progress: reports))
        {
        }

        Assert.Equal((Count - 2) * Size, reports.Last.Bytes);
        Assert.Equal((Count - 1) * Size, reports.Last.TotalBytes);
        Assert.True(reports.Last.IsTotalFinal);
        Assert.False(reports.Last.IsComplete);
    }

    [Fact]
    public async Task what_an_attempt_brought_in_vain_does_not_count()
    {
        var bytes = await _scene.PutAsync(4 * EngineScene.PartSize);
        var failures = 2;
        _scene.To.OnCompleting = _ =>
        {
            if (failures-- > 0)
            {
                throw new ServerFailureException(new ApiError { Platform = "memory", Method = "POST", Uri = "x", Status = 503, CanRetry = true });
            }
        };

        await RunAsync(TransferPlan.Of([new TransferItem { Source = _scene.Source, Destination = _scene.Target }]));

        Assert.Equal(bytes.Length, _reports.Last.Bytes);
        Assert.True(_reports.Last.IsComplete);
    }

    [Fact]
    public async Task a_manifest_may_tell_sizes()
    {
        var manifest = _scene.Folder["manifest.csv"];
        await File.WriteAllTextAsync(manifest, "source,destination,size\ns3://bucket/a,gs://bucket/a,17\ns3://bucket/b,gs://bucket/b,\n");

        Assert.Equal([17, null], await TransferManifest.ReadAsync(manifest).Select(item => item.Size).ToListAsync());
    }

    private static TransferItem Item(int number) =>
        new() { Source = Location.Parse($"s3://bucket/in/{number:D3}"), Destination = Location.Parse($"gs://bucket/out/{number:D3}") };

    private async Task FillAsync()
    {
        for (var number = 0; number < Count; number++)
        {
            await _scene.From.PutAsync(Item(number).Source, ObjectContent.Of(Data.Random(Size, number)), new PutOptions());
        }
    }

    private async Task RunAsync(TransferPlan plan)
    {
        await foreach (var _ in _scene.Engine.RunAsync(plan, progress: _reports))
        {
        }
    }
}
