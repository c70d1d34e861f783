using System.Globalization;

namespace SageTasks.Storage.Tests;

/// <summary>Plans that somebody or a failure ends: what is known of them is told, and their report is the manifest of what is left.</summary>
public sealed class StoppedPlanTests : IDisposable
{
    private readonly EngineScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_report_of_a_run_that_was_ended_tells_of_what_was_done_and_of_what_was_not(bool liesReady)
    {
        const int Count = 60;
        await FillAsync(Count);
        using var stop = new CancellationTokenSource();

        // The first one takes until all the others are there, and is cut off then.
        _scene.From.OnRead = (place, _, body) => place.Name == "000.txt" ? new LateStream(() => _scene.To.Count == Count - 1, stop) : body;
        var items = Enumerable.Range(0, Count).Select(Item).ToList();
        var plan = liesReady ? TransferPlan.Of(items) : TransferPlan.Of(items.ToAsyncEnumerable());
        var report = _scene.Folder["report.csv"];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TransferManifest.WriteAsync(report, _scene.Engine.RunAsync(plan, cancellationToken: stop.Token), stop.Token));

        var lines = await File.ReadAllLinesAsync(report);
        Assert.Equal(Count + 1, lines.Length);
        Assert.Contains(",stopped,", lines[1], StringComparison.Ordinal);

        // What was written at that moment may not have been known to be whole yet.
        Assert.All(lines[2..], line => Assert.Matches(",(copied|stopped),", line));
        Assert.InRange(lines.Count(line => line.Contains(",copied,", StringComparison.Ordinal)), Count - 1 - new TransferPlanOptions().Concurrency, Count - 1);
        _scene.From.OnRead = static (_, _, body) => body;
        Assert.Equal(Count, await _scene.Engine.RunAsync(TransferPlan.FromManifest(report)).CountAsync(result => result.Outcome != TransferOutcome.Failed));
    }

    [Fact]
    public async Task of_a_list_that_lies_ready_all_is_told_when_the_run_is_ended()
    {
        const int Count = 20_000;
        await FillAsync(1);
        using var stop = new CancellationTokenSource();
        _scene.From.OnRead = (_, _, body) =>
        {
            stop.Cancel();
            return body;
        };
        var results = new List<TransferItemResult>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var result in _scene.Engine.RunAsync(TransferPlan.Of(Enumerable.Range(0, Count).Select(number => Item(number) with { Source = Place(0) }).ToList()), cancellationToken: stop.Token))
            {
                results.Add(result);
            }
        });

        Assert.Equal(Enumerable.Range(0, Count).Select(index => (long)index), results.Select(result => result.Index));
        Assert.Equal(TransferOutcome.Stopped, results[^1].Outcome);
    }

    [Fact]
    public async Task after_a_failure_that_ends_the_plan_the_report_is_still_the_manifest_of_the_rest()
    {
        const int Count = 12_000;
        await FillAsync(1);
        var items = Enumerable.Range(0, Count).Select(number => Item(number) with { Source = number == 1 ? Place(1) : Place(0) }).ToList();
        var report = _scene.Folder["report.csv"];
        await TransferManifest.WriteAsync(report, _scene.Engine.RunAsync(TransferPlan.Of(items), new TransferPlanOptions { StopOnFailure = true, Concurrency = 1 }));

        Assert.Equal(items.Select(item => item.Destination), await TransferManifest.ReadAsync(report).Select(item => item.Destination).ToListAsync());
        Assert.Equal((1, Count - 2), ((await TransferManifest.ReportAsync(report)) is var sum ? (sum.Failed, sum.Stopped) : default));
    }

    [Fact]
    public async Task what_a_manifest_expects_is_kept_by_the_report_of_a_copy_that_failed()
    {
        await FillAsync(1);
        var report = _scene.Folder["report.csv"];
        var wrong = Data.Md5([1]);
        await TransferManifest.WriteAsync(report, _scene.Engine.RunAsync(TransferPlan.Of([Item(0) with { Expected = [wrong] }])));

        Assert.Equal([wrong], (await TransferManifest.ReadAsync(report).SingleAsync()).Expected);
        Assert.IsType<DigestMismatchException>((await _scene.Engine.RunAsync(TransferPlan.FromManifest(report)).SingleAsync()).Exception);
        Assert.Equal(0, _scene.To.Count);
    }

    [Fact]
    public async Task what_waits_to_be_tried_again_is_told_when_the_run_is_ended()
    {
        _scene.Options.RetryDelay = TimeSpan.FromHours(1);
        await FillAsync(3);
        using var stop = new CancellationTokenSource();
        _scene.From.OnRead = (place, _, body) =>
        {
            if (place.Name != "000.txt")
            {
                return body;
            }

            stop.CancelAfter(100);
            throw new TransferException("again, please") { CanRetry = true };
        };
        var report = _scene.Folder["report.csv"];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TransferManifest.WriteAsync(report, _scene.Engine.RunAsync(TransferPlan.Of(Enumerable.Range(0, 3).Select(Item).ToList()), cancellationToken: stop.Token)));

        var lines = await File.ReadAllLinesAsync(report);
        Assert.Equal(4, lines.Length);
        Assert.Contains(",stopped,,1,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_no_failure_of_one_object_ends_the_plan_and_is_thrown_when_all_is_told()
    {
        await FillAsync(3);
        _scene.From.OnRead = (place, _, body) => place.Name == "001.txt" ? throw new InvalidOperationException("a fault of the store") : body;
        var report = _scene.Folder["report.csv"];

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TransferManifest.WriteAsync(report, _scene.Engine.RunAsync(TransferPlan.Of(Enumerable.Range(0, 3).Select(Item).ToList()))));

        Assert.Equal("a fault of the store", error.Message);
        Assert.Equal(3, await TransferManifest.ReadAsync(report).CountAsync());
    }

    [Fact]
    public async Task a_report_that_cannot_be_written_is_found_before_anything_is_copied()
    {
        await FillAsync(1);
        Directory.CreateDirectory(_scene.Folder["taken"]);
        var results = _scene.Engine.RunAsync(TransferPlan.Of([Item(0)]));

        var folder = await Assert.ThrowsAsync<TransferException>(() => TransferManifest.WriteAsync(_scene.Folder["taken"], results));
        var absent = await Assert.ThrowsAsync<TransferException>(() => TransferManifest.WriteAsync(_scene.Folder["absent/report.csv"], results));

        Assert.Contains($"{_scene.Folder["taken"]} is a folder", folder.Message, StringComparison.Ordinal);
        Assert.Contains($"'{_scene.Folder["absent/report.csv"]}'", absent.Message, StringComparison.Ordinal);
        Assert.Equal(0, _scene.To.Count);
    }

    private static Location Place(int number) => Location.Parse($"s3://bucket/in/{number:D3}.txt");

    private static TransferItem Item(int number) => new() { Source = Place(number), Destination = Location.Parse($"gs://bucket/out/{number:D3}.txt") };

    private async Task FillAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await _scene.From.PutAsync(Place(number), ObjectContent.Of(System.Text.Encoding.UTF8.GetBytes(number.ToString("D3", CultureInfo.InvariantCulture))), new PutOptions());
        }
    }

    /// <summary>Gives nothing until others are done, and ends the run then.</summary>
    private sealed class LateStream(Func<bool> areOthersDone, CancellationTokenSource stop) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (!areOthersDone())
            {
                await Task.Delay(5, CancellationToken.None);
            }

            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return 0;
        }
    }
}
