using static SageTasks.Storage.Tests.Data;

namespace SageTasks.Storage.Tests;

public sealed class RangeDownloaderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly byte[] _content = Random((2 * MiB) + 12_345);
    private readonly TransferOptions _options = new() { PartSize = 256 * KiB, Concurrency = 3, RetryDelay = TimeSpan.Zero, MaxAttempts = 4 };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256 * KiB)]
    [InlineData((256 * KiB) + 1)]
    [InlineData((3 * MiB) + 7)]
    public async Task Every_length_arrives_whole_and_verified(int length)
    {
        var content = Random(length);
        var source = new MemorySource(content);

        var result = await DownloadAsync(source, Request() with { Expected = [Md5(content), Sha256(content)], ExpectedSize = length });

        Same(content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal([Md5(content), Sha256(content)], result.Digests);
        Assert.Equal((length, length, 0), (result.Size, result.BytesMoved, result.BytesResumed));
        Assert.Equal(["out"], _folder.Files);
        Assert.Equal(Math.Max(1, (length + _options.PartSize - 1) / _options.PartSize), source.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_source_without_ranges_is_read_in_one_stream(bool saysLength)
    {
        var source = new MemorySource(_content) { AcceptsRanges = false, SaysLength = saysLength };

        var result = await DownloadAsync(source, Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(_content.Length, result.Size);
        Assert.Single(source.Requests);
    }

    [Fact]
    public async Task A_broken_body_is_asked_for_its_remainder_only()
    {
        var source = new MemorySource(_content) { BreakAfter = (number, _) => number % 2 == 1 ? 100_000 : null };

        var result = await DownloadAsync(source, Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(_content.Length, result.BytesMoved);
    }

    [Fact]
    public async Task A_single_stream_that_breaks_off_is_continued_by_skipping_what_is_there()
    {
        var source = new MemorySource(_content) { AcceptsRanges = false, BreakAfter = (number, _) => number == 1 ? 700_000 : null };

        await DownloadAsync(source, Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(2, source.Requests.Count);
    }

    [Fact]
    public async Task A_source_that_stops_to_answer_ranges_is_read_to_the_end_all_the_same()
    {
        var source = new MemorySource(_content);
        source.Before = number =>
        {
            source.AcceptsRanges = number < 4;
            return Task.CompletedTask;
        };

        await DownloadAsync(source, Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
    }

    [Fact]
    public async Task Without_version_and_digest_all_bytes_come_from_one_request()
    {
        var source = new MemorySource(_content) { Tag = null };

        await DownloadAsync(source, Request());

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(new ByteRange(0, null), source.Requests.Last());
        Assert.Equal(2, source.Requests.Count);
    }

    [Fact]
    public async Task Without_version_and_digest_a_broken_body_starts_anew()
    {
        var source = new MemorySource(_content) { Tag = "W/\"weak\"", BreakAfter = (number, _) => number < 4 ? 300_000 : null };

        var result = await DownloadAsync(source, Request());

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(_content.Length, result.BytesMoved);
    }

    [Fact]
    public async Task A_source_that_changes_underneath_is_an_error_and_leaves_nothing()
    {
        var source = new MemorySource(_content);
        source.Before = number =>
        {
            if (number == 4)
            {
                source.Replace(Random(_content.Length, 2), "\"v2\"");
            }

            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<SourceChangedException>(() => DownloadAsync(source, Request()));

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Wrong_bytes_are_thrown_away_and_an_existing_file_stays()
    {
        _folder.Write("out", [1, 2, 3]);
        var source = new MemorySource(_content);

        var error = await Assert.ThrowsAsync<DigestMismatchException>(() => DownloadAsync(source, Request() with { Expected = [Md5([])] }));

        Assert.Equal((Md5([]), Md5(_content)), (error.Expected, error.Actual));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder["out"]));
        Assert.Equal(["out"], _folder.Files);
        Assert.Equal(9, source.Requests.Count);
    }

    [Fact]
    public async Task Another_size_than_expected_is_seen_before_the_bytes_are_moved()
    {
        var source = new MemorySource(_content);

        await Assert.ThrowsAsync<SourceChangedException>(() => DownloadAsync(source, Request() with { ExpectedSize = 5 }));

        Assert.Single(source.Requests);
    }

    [Fact]
    public async Task An_existing_file_is_replaced_or_kept_as_asked()
    {
        _folder.Write("out", [1]);
        var source = new MemorySource(_content);

        await Assert.ThrowsAsync<DestinationExistsException>(() => DownloadAsync(source, Request() with { Overwrite = false }));
        Assert.Empty(source.Requests);

        await DownloadAsync(source, Request());
        Same(_content, File.ReadAllBytes(_folder["out"]));
    }

    [Fact]
    public async Task A_file_that_appears_meanwhile_is_not_overwritten_when_only_creating()
    {
        var source = new MemorySource(_content);
        source.Before = number =>
        {
            if (number == 5)
            {
                _folder.Write("out", [9]);
            }

            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<DestinationExistsException>(() => DownloadAsync(source, Request() with { Overwrite = false }));

        Assert.Equal([9], File.ReadAllBytes(_folder["out"]));
        Assert.Equal(["out"], _folder.Files);
    }

    [Fact]
    public async Task A_folder_is_no_destination()
    {
        var error = await Assert.ThrowsAsync<TransferException>(
            () => DownloadAsync(new MemorySource(_content), Request() with { Destination = _folder.Root }));

        Assert.Contains("folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_cannot_be_written_is_named()
    {
        var below = Path.Combine(_folder.Write("file", [1]), "out");

        var error = await Assert.ThrowsAsync<TransferException>(
            () => DownloadAsync(new MemorySource(_content), Request() with { Destination = below }));

        Assert.Contains($"Cannot write {below}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_gives_ranges_of_an_unknown_whole_is_read_in_one_stream()
    {
        await DownloadAsync(new MemorySource(_content) { SaysLength = false }, Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        var options = new TransferOptions { PartSize = 1, Concurrency = 0, StallTimeout = TimeSpan.Zero, MaxAttempts = 0, RetryDelay = TimeSpan.FromDays(-1) };

        var error = Assert.Throws<ArgumentException>(() => new RangeDownloader(options));

        Assert.Equal(5, options.Validate().Count);
        Assert.All(options.Validate(), problem => Assert.Contains(problem, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_folders_are_made()
    {
        await DownloadAsync(new MemorySource(_content), Request() with { Destination = _folder["a/b/out"] });

        Assert.True(File.Exists(_folder["a/b/out"]));
    }

    [Fact]
    public async Task A_name_as_long_as_names_can_be_works()
    {
        var name = new string('x', 255);

        await DownloadAsync(new MemorySource(_content), Request() with { Destination = _folder[name] });

        Assert.Equal([name], _folder.Files);
    }

    [Fact]
    public async Task Two_transfers_to_one_destination_do_not_mix()
    {
        var opened = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var slow = new MemorySource(_content)
        {
            Before = _ =>
            {
                opened.TrySetResult();
                return gate.Task;
            },
        };
        var first = DownloadAsync(slow, Request() with { Expected = [Md5(_content)] });
        await opened.Task;

        await Assert.ThrowsAsync<DestinationBusyException>(() => DownloadAsync(new MemorySource(_content), Request()));
        gate.SetResult();
        await first;

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(["out"], _folder.Files);
    }

    [Fact]
    public async Task Many_racing_for_one_destination_leave_one_whole_file()
    {
        var racers = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                await DownloadAsync(new MemorySource(_content), Request() with { Expected = [Md5(_content)] });
                return 1;
            }
            catch (DestinationBusyException)
            {
                return 0;
            }
        }));

        var won = await Task.WhenAll(racers);

        Assert.InRange(won.Sum(), 1, 16);
        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(["out"], _folder.Files);
    }

    [Fact]
    public async Task A_source_that_never_gives_more_ends_with_a_clear_error_and_a_journal()
    {
        var source = new MemorySource(_content) { BreakAfter = (_, range) => range.Offset >= MiB ? 10 : null };

        var error = await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(source, Request()));

        Assert.Contains("4 times in a row", error.Message, StringComparison.Ordinal);
        Assert.Contains("Call again to go on", error.Message, StringComparison.Ordinal);
        Assert.Equal([".out.sagetasks-journal", ".out.sagetasks-part"], _folder.Files);
    }

    [Fact]
    public async Task Progress_never_runs_backwards_and_ends_complete()
    {
        var reports = new Reports();

        await DownloadAsync(new MemorySource(_content), Request() with { Progress = reports });

        Assert.Equal(reports.All.Select(r => r.Bytes).Order(), reports.All.Select(r => r.Bytes));
        Assert.True(reports.Last.IsComplete);
        Assert.Equal(TimeSpan.Zero, reports.Last.Remaining ?? TimeSpan.Zero);
    }

    [Fact]
    public async Task A_local_file_is_a_source_too()
    {
        var source = new FileRangedSource(_folder.Write("in", _content));

        await DownloadAsync(source, Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
    }

    private DownloadRequest Request() => new() { Destination = _folder["out"] };

    private Task<DownloadResult> DownloadAsync(IRangedSource source, DownloadRequest request) =>
        new RangeDownloader(_options).DownloadAsync(source, request);
}
