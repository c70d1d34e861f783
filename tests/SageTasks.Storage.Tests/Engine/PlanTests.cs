using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Storage.Tests;

public sealed class PlanTests : IDisposable
{
    private readonly EngineScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task a_prefix_is_copied_in_order_and_a_second_run_copies_nothing()
    {
        await FillAsync(50);
        var plan = TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.Parse("gs://bucket/out/"));

        var first = await RunAsync(plan);
        var second = await RunAsync(plan);

        Assert.Equal(Enumerable.Range(0, 50).Select(n => $"in/{n:D3}.txt"), first.Select(result => result.Item.Source.Path));
        Assert.Equal(Enumerable.Range(0, 50).Select(n => (long)n), first.Select(result => result.Index));
        Assert.All(first, result => Assert.Equal(TransferOutcome.Copied, result.Outcome));
        Assert.All(second, result => Assert.Equal(TransferOutcome.Skipped, result.Outcome));
        Assert.All(second, result => Assert.NotEmpty(result.Digests));
        Assert.Equal(50, _scene.From.BytesRead / 3);
        Assert.Equal("007"u8.ToArray(), _scene.To.Bytes(Location.Parse("gs://bucket/out/007.txt")));
    }

    [Fact]
    public async Task only_what_differs_is_copied_again()
    {
        await FillAsync(5);
        var plan = TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.Parse("gs://bucket/out/"));
        await RunAsync(plan);
        await _scene.From.PutAsync(Location.Parse("s3://bucket/in/002.txt"), ObjectContent.Of("xyz"u8.ToArray()), new PutOptions());

        var results = await RunAsync(plan);

        Assert.Equal("002.txt", Assert.Single(results, result => result.Outcome == TransferOutcome.Copied).Item.Source.Name);
    }

    [Fact]
    public async Task local_files_are_compared_by_their_bytes()
    {
        await FillAsync(3);
        var down = TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.FromPath(_scene.Folder["out"] + "/"));
        var across = TransferPlan.FromPrefix(Location.FromPath(_scene.Folder["out"] + "/"), Location.FromPath(_scene.Folder["beside"] + "/"));
        await RunAsync(down);
        await RunAsync(across);
        await File.WriteAllTextAsync(_scene.Folder["out/001.txt"], "abc");

        Assert.Equal(["001.txt"], Copied(await RunAsync(across)));
        Assert.Equal(["001.txt"], Copied(await RunAsync(down)));
        Assert.Equal("001", await File.ReadAllTextAsync(_scene.Folder["out/001.txt"]));
    }

    [Fact]
    public async Task a_dry_run_says_what_it_would_do_and_does_nothing()
    {
        await FillAsync(3);
        var plan = TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.Parse("gs://bucket/out/"));

        var results = await RunAsync(plan, new TransferPlanOptions { DryRun = true });

        Assert.All(results, result => Assert.Equal(TransferOutcome.Planned, result.Outcome));
        Assert.All(results, result => Assert.Equal(3, result.Size));
        Assert.Equal(0, _scene.From.BytesRead);
    }

    [Fact]
    public async Task one_failure_does_not_stop_the_others_unless_asked()
    {
        await FillAsync(10);
        await _scene.From.DeleteAsync(Location.Parse("s3://bucket/in/004.txt"));
        var items = Enumerable.Range(0, 10).Select(Item).ToList();

        var results = await RunAsync(TransferPlan.Of(items));
        Assert.Equal([4], results.Where(result => result.Outcome == TransferOutcome.Failed).Select(result => (int)result.Index));
        Assert.Contains("004.txt", results[4].Error, StringComparison.Ordinal);
        Assert.IsType<FileNotFoundException>(results[4].Exception);
        Assert.Equal(9, results.Count(result => result.Outcome == TransferOutcome.Copied));

        var stopped = await RunAsync(TransferPlan.Of(items), new TransferPlanOptions { StopOnFailure = true, SkipEqual = false });
        Assert.Equal(Enumerable.Range(0, 10), stopped.Select(result => (int)result.Index));
        Assert.Equal(TransferOutcome.Failed, stopped[4].Outcome);
        Assert.All(stopped.Skip(5), result => Assert.True(result.Outcome is TransferOutcome.Stopped or TransferOutcome.Copied));
    }

    [Fact]
    public async Task a_list_that_breaks_off_ends_the_plan_behind_the_results_of_what_it_gave()
    {
        await FillAsync(3);
        var results = new List<TransferItemResult>();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var result in _scene.Engine.RunAsync(TransferPlan.Of(BrokenAsync())))
            {
                results.Add(result);
            }
        });

        Assert.Equal("the list broke off", error.Message);
        Assert.Equal([TransferOutcome.Copied, TransferOutcome.Copied, TransferOutcome.Copied], results.Select(result => result.Outcome));

        static async IAsyncEnumerable<TransferItem> BrokenAsync()
        {
            foreach (var number in Enumerable.Range(0, 3))
            {
                yield return Item(number);
            }

            await Task.Yield();
            throw new InvalidOperationException("the list broke off");
        }
    }

    [Fact]
    public async Task leaving_a_plan_ends_a_list_that_never_ends()
    {
        await FillAsync(1);

        await foreach (var result in _scene.Engine.RunAsync(TransferPlan.Of(EndlessAsync())))
        {
            Assert.Equal(TransferOutcome.Copied, result.Outcome);
            break;
        }

        static async IAsyncEnumerable<TransferItem> EndlessAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return Item(0);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    [Fact]
    public async Task after_a_failure_that_stops_the_plan_nothing_more_is_begun()
    {
        await FillAsync(100);
        await _scene.From.DeleteAsync(Location.Parse("s3://bucket/in/001.txt"));
        var gate = new TaskCompletionSource();
        _scene.From.OnRead = (place, _, body) =>
        {
            if (place.Name == "000.txt")
            {
                Assert.True(gate.Task.Wait(TimeSpan.FromSeconds(30)));
            }

            return body;
        };
        var plan = TransferPlan.Of(Enumerable.Range(0, 100).Select(Item));

        var running = RunAsync(plan, new TransferPlanOptions { StopOnFailure = true, SkipEqual = false, Concurrency = 2 });
        await Task.Delay(300);
        gate.SetResult();
        var results = await running;

        Assert.Equal([TransferOutcome.Copied, TransferOutcome.Failed], results.Take(2).Select(result => result.Outcome));
        Assert.Equal((100, TransferOutcome.Stopped), (results.Count, results[^1].Outcome));
        Assert.True(_scene.To.Count < 50, $"{_scene.To.Count} objects were copied after the failure");
    }

    [Fact]
    public void a_destination_below_the_source_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TransferPlan.FromPrefix(Location.Parse("s3://bucket/a/"), Location.Parse("s3://bucket/a/copy/")));
        Assert.Throws<ArgumentException>(() => TransferPlan.FromPrefix(Location.Parse("s3://bucket"), Location.Parse("s3://bucket/copy/")));
        TransferPlan.FromPrefix(Location.Parse("s3://bucket/a/"), Location.Parse("s3://bucket/ab/"));
    }

    [Fact]
    public async Task what_can_pass_is_tried_again_and_what_cannot_is_not()
    {
        await FillAsync(2);
        var failures = 2;
        _scene.From.OnRead = (place, _, body) => place.Name == "000.txt" && failures-- > 0
            ? throw new ServerFailureException(new ApiError { Platform = "S3", Method = "GET", Uri = place.Address, Status = 503, CanRetry = true })
            : body;
        var folder = _scene.Folder["folder"];
        Directory.CreateDirectory(Path.Combine(folder, Item(1).Source.Name));
        var items = new[] { Item(0), Item(1) with { Expected = [Data.Md5([1])] }, Item(1) with { Destination = Location.FromPath(folder) } };

        var results = await RunAsync(TransferPlan.Of(items));

        Assert.Equal((TransferOutcome.Copied, 3), (results[0].Outcome, results[0].Attempts));
        Assert.Equal((TransferOutcome.Failed, 1), (results[1].Outcome, results[1].Attempts));
        Assert.IsType<DigestMismatchException>(results[1].Exception);
        Assert.Equal((TransferOutcome.Failed, 1), (results[2].Outcome, results[2].Attempts));
        Assert.Contains("is a folder", results[2].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_manifest_is_read_and_the_report_is_the_next_manifest()
    {
        await FillAsync(3);
        var manifest = _scene.Folder["manifest.csv"];
        await File.WriteAllTextAsync(manifest, string.Create(CultureInfo.InvariantCulture, $"""
            Source,destination,md5,content_type,note
            s3://bucket/in/000.txt,gs://bucket/a,{Data.Md5("000"u8).Value},text/plain,"anything, here"
            s3://bucket/in/001.txt,gs://bucket/b,,,
            s3://bucket/in/absent.txt,gs://bucket/c,,,

            """));
        var report = _scene.Folder["report.csv"];

        await TransferManifest.WriteAsync(report, _scene.Engine.RunAsync(TransferPlan.FromManifest(manifest)));

        Assert.Equal("text/plain", (await _scene.To.StatAsync(Location.Parse("gs://bucket/a")))!.ContentType);
        var lines = await File.ReadAllLinesAsync(report);
        Assert.StartsWith("source,destination,md5,sha256,crc32c,crc64nvme,content_type,outcome,size,attempts,seconds,error", lines[0], StringComparison.Ordinal);
        Assert.Contains(",copied,3,1,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",failed,", lines[3], StringComparison.Ordinal);
        var again = await RunAsync(TransferPlan.FromManifest(report));
        Assert.Equal([TransferOutcome.Skipped, TransferOutcome.Skipped, TransferOutcome.Failed], again.Select(result => result.Outcome));
    }

    [Theory]
    [InlineData("a,b\n", "no column \"source\"")]
    [InlineData("", "is empty")]
    [InlineData("source,destination\ns3://bucket/a,\n", "line 2: the column destination is empty")]
    [InlineData("source,destination\nnope://x/y,gs://bucket/a\n", "line 2, column source")]
    [InlineData("source,destination,md5\ns3://b1b/a,gs://bucket/a,xyz\n", "line 2, column md5")]
    public async Task a_manifest_that_is_none_is_refused_by_line_and_column(string text, string expected)
    {
        var manifest = _scene.Folder["manifest.csv"];
        await File.WriteAllTextAsync(manifest, text);

        var error = await Assert.ThrowsAsync<FormatException>(() => RunAsync(TransferPlan.FromManifest(manifest)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(manifest, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task progress_adds_up_over_all_objects()
    {
        await FillAsync(20);
        var reports = new Reports();

        await foreach (var result in _scene.Engine.RunAsync(TransferPlan.Of(Enumerable.Range(0, 20).Select(Item)), progress: reports))
        {
            Assert.Equal(TransferOutcome.Copied, result.Outcome);
        }

        Assert.Equal(60, reports.Last.Bytes);
        Assert.True(reports.Last.IsComplete);
    }

    [Fact]
    public async Task many_large_objects_share_one_budget_of_memory()
    {
        _scene.Options.MemoryLimit = Data.MiB;
        for (var number = 0; number < 12; number++)
        {
            await _scene.From.PutAsync(Place(number), ObjectContent.Of(Data.Random(8 * EngineScene.PartSize, number)), new PutOptions());
        }

        var results = await RunAsync(TransferPlan.Of(Enumerable.Range(0, 12).Select(Item)));

        Assert.All(results, result => Assert.Equal(TransferOutcome.Copied, result.Outcome));
        for (var number = 0; number < 12; number++)
        {
            Data.Same(Data.Random(8 * EngineScene.PartSize, number), _scene.To.Bytes(Item(number).Destination));
        }
    }

    [Fact]
    public async Task a_report_names_every_digest_and_is_read_as_it_was_written()
    {
        var place = Location.Parse("s3://bucket/").WithKey("in/a\nb ");
        await _scene.From.PutAsync(place, ObjectContent.Of(Data.Random(10)), new PutOptions());
        var item = new TransferItem { Source = place, Destination = Location.Parse("gs://bucket/").WithKey("out/c "), Expected = [Digest.Of(Data.Random(10), DigestAlgorithm.Crc64Nvme)] };
        var report = _scene.Folder["report.csv"];

        await TransferManifest.WriteAsync(report, _scene.Engine.RunAsync(TransferPlan.Of([item])));
        var read = await TransferManifest.ReadAsync(report).SingleAsync();

        Assert.Equal((place, item.Destination), (read.Source, read.Destination));
        Assert.Contains(read.Expected, digest => digest.Algorithm == DigestAlgorithm.Crc64Nvme);
    }

    [Fact]
    public async Task a_key_that_no_uri_can_hold_is_listed_and_copied_like_any_other()
    {
        var folder = Location.Parse("s3://bucket/odd/");
        await _scene.From.PutAsync(folder.WithKey("odd/line\nbreak"), ObjectContent.Of(Data.Random(10)), new PutOptions());

        var results = await RunAsync(TransferPlan.FromPrefix(folder, Location.Parse("gs://bucket/to/")));

        Assert.Equal(TransferOutcome.Copied, Assert.Single(results).Outcome);
        Data.Same(Data.Random(10), _scene.To.Bytes(Location.Parse("gs://bucket/to/").WithKey("to/line\nbreak")));
    }

    [Fact]
    public async Task cancelling_ends_the_run_and_the_next_one_goes_on()
    {
        await FillAsync(400);
        using var stop = new CancellationTokenSource();
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var result in _scene.Engine.RunAsync(TransferPlan.Of(Enumerable.Range(0, 400).Select(Item)), cancellationToken: stop.Token))
            {
                if (++seen == 5)
                {
                    await stop.CancelAsync();
                }
            }
        });

        var results = await RunAsync(TransferPlan.Of(Enumerable.Range(0, 400).Select(Item)));
        Assert.True(results.Count(result => result.Outcome == TransferOutcome.Skipped) >= 5);
        Assert.DoesNotContain(results, result => result.Outcome == TransferOutcome.Failed);
    }

    [Fact]
    public async Task options_that_cannot_work_are_refused()
    {
        var plan = TransferPlan.Of([Item(0)]);

        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(plan, new TransferPlanOptions { Concurrency = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(plan, new TransferPlanOptions { MaxAttempts = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(plan, new TransferPlanOptions { Mode = PutMode.IfMatch }));
        Assert.Throws<ArgumentException>(() => TransferPlan.FromPrefix(Location.Parse("s3://bucket/object"), Location.Parse("gs://bucket/out/")));
    }

    [Theory]
    [InlineData("s3://bucket/in/../../escaped")]
    [InlineData("s3://bucket/in/..")]
    [InlineData("s3://bucket/in/./000.txt")]
    [InlineData("s3://bucket/in//000.txt")]
    [InlineData("s3://bucket/in/a/../000.txt")]
    public async Task a_name_that_is_no_path_of_its_own_below_the_local_folder_fails_alone(string odd)
    {
        await FillAsync(2);
        await _scene.From.PutAsync(Location.Parse(odd), ObjectContent.Of("odd"u8.ToArray()), new PutOptions());
        var plan = TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.FromPath(_scene.Folder["deep/out"] + "/"));

        var results = await RunAsync(plan);

        var failed = Assert.Single(results, result => result.Outcome == TransferOutcome.Failed);
        Assert.Equal(odd, failed.Item.Source.Address);
        Assert.Contains("no path of its own", failed.Error, StringComparison.Ordinal);
        Assert.Equal("000", await File.ReadAllTextAsync(_scene.Folder["deep/out/000.txt"]));
        Assert.False(File.Exists(_scene.Folder["escaped"]));
    }

    [Fact]
    public async Task a_local_folder_that_is_not_there_is_no_empty_one()
    {
        var absent = _scene.Folder["absent"];

        var error = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => RunAsync(TransferPlan.FromPrefix(Location.FromPath(absent + "/"), Location.Parse("gs://bucket/out/"))));
        Directory.CreateDirectory(absent);

        Assert.Contains(absent, error.Message, StringComparison.Ordinal);
        Assert.Empty(await RunAsync(TransferPlan.FromPrefix(Location.FromPath(absent + "/"), Location.Parse("gs://bucket/out/"))));
    }

    [Fact]
    public async Task two_names_that_differ_by_a_slash_stay_two()
    {
        await _scene.From.PutAsync(Location.Parse("s3://bucket/in/a"), ObjectContent.Of("one"u8.ToArray()), new PutOptions());
        await _scene.From.PutAsync(Location.Parse("s3://bucket/in//a"), ObjectContent.Of("two"u8.ToArray()), new PutOptions());

        await RunAsync(TransferPlan.FromPrefix(Location.Parse("s3://bucket/in/"), Location.Parse("gs://bucket/out/")));

        Assert.Equal("one"u8.ToArray(), _scene.To.Bytes(Location.Parse("gs://bucket/out/a")));
        Assert.Equal("two"u8.ToArray(), _scene.To.Bytes(Location.Parse("gs://bucket/out//a")));
    }

    private static string[] Copied(IEnumerable<TransferItemResult> results) =>
        [.. results.Where(result => result.Outcome == TransferOutcome.Copied).Select(result => result.Item.Source.Name)];

    private static Location Place(int number) => Location.Parse($"s3://bucket/in/{number:D3}.txt");

    private static TransferItem Item(int number) => new() { Source = Place(number), Destination = Location.Parse($"gs://bucket/out/{number:D3}.txt") };

    private async Task FillAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await _scene.From.PutAsync(Place(number), ObjectContent.Of(System.Text.Encoding.UTF8.GetBytes(number.ToString("D3", CultureInfo.InvariantCulture))), new PutOptions());
        }
    }

    private async Task<IReadOnlyList<TransferItemResult>> RunAsync(TransferPlan plan, TransferPlanOptions? options = null)
    {
        var results = new List<TransferItemResult>();
        await foreach (var result in _scene.Engine.RunAsync(plan, options))
        {
            results.Add(result);
        }

        return results;
    }
}
