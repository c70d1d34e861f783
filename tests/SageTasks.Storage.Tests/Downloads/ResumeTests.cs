using static SageTasks.Storage.Tests.Data;

namespace SageTasks.Storage.Tests;

public sealed class ResumeTests : IDisposable
{
    private const int PartSize = 256 * KiB;
    private readonly TempFolder _folder = new();
    private readonly byte[] _content = Random((4 * MiB) + 12_345);
    private readonly TransferOptions _options = new() { PartSize = PartSize, Concurrency = 3, RetryDelay = TimeSpan.Zero, MaxAttempts = 2 };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_what_is_missing_moves_again(bool expectDigest)
    {
        var request = Request() with { Expected = expectDigest ? [Md5(_content)] : [], Compute = [DigestAlgorithm.Md5] };
        await BreakAsync(request, at: 10);

        var result = await DownloadAsync(new MemorySource(_content), request);

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal([Md5(_content)], result.Digests);
        Assert.Equal(_content.Length, result.BytesMoved + result.BytesResumed);
        Assert.True(result.BytesResumed >= (10 - _options.Concurrency) * PartSize, $"resumed {result.BytesResumed}");
        Assert.Equal(["out"], _folder.Files);
    }

    [Fact]
    public async Task Parts_that_overtook_an_earlier_one_are_not_lost()
    {
        var source = new MemorySource(_content) { BreakAfter = (_, range) => range.Offset < PartSize ? 1000 : null };
        await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(source, Request()));

        var result = await DownloadAsync(new MemorySource(_content), Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(_content.Length, result.BytesMoved + result.BytesResumed);
    }

    [Fact]
    public async Task Another_version_starts_anew()
    {
        await BreakAsync(Request(), at: 10);
        var other = Random(_content.Length, seed: 2);

        var result = await DownloadAsync(new MemorySource(other) { Tag = "\"v2\"" }, Request());

        Same(other, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(0, result.BytesResumed);
    }

    [Fact]
    public async Task Another_expected_digest_starts_anew()
    {
        await BreakAsync(Request() with { Expected = [Md5([1])] }, at: 10);

        var result = await DownloadAsync(new MemorySource(_content), Request() with { Expected = [Md5(_content)] });

        Assert.Equal(0, result.BytesResumed);
    }

    [Fact]
    public async Task A_change_that_a_weak_version_hides_is_found_by_the_digest_and_starts_anew_once()
    {
        var weak = new MemorySource(Random(_content.Length, seed: 2)) { Tag = null };
        await BreakAsync(Request() with { Expected = [Md5(_content)] }, at: 10, weak);

        var result = await DownloadAsync(new MemorySource(_content) { Tag = null }, Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal((0, _content.Length), (result.BytesResumed, result.BytesMoved));
    }

    [Fact]
    public async Task What_only_a_digest_could_prove_is_not_used_without_one()
    {
        await BreakAsync(Request() with { Expected = [Md5(_content)] }, at: 10, new MemorySource(_content) { Tag = null });

        var result = await DownloadAsync(new MemorySource(_content) { Tag = null }, Request());

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(0, result.BytesResumed);
    }

    [Fact]
    public async Task Bytes_that_never_reached_the_disk_are_fetched_again()
    {
        await BreakAsync(Request(), at: 10);
        await using (var part = File.OpenWrite(_folder[".out.sagetasks-part"]))
        {
            part.Seek((DoneParts()[^1] * PartSize) + 100, SeekOrigin.Begin);
            part.Write(new byte[5000]);
        }

        var result = await DownloadAsync(new MemorySource(_content), Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.True(result.BytesResumed > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(20)]
    [InlineData(40)]
    public async Task A_damaged_journal_starts_anew(int position)
    {
        await BreakAsync(Request(), at: 10);
        Flip(_folder[".out.sagetasks-journal"], position);

        var result = await DownloadAsync(new MemorySource(_content), Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(0, result.BytesResumed);
        Assert.Equal(["out"], _folder.Files);
    }

    [Fact]
    public async Task A_torn_journal_entry_costs_its_part_only()
    {
        await BreakAsync(Request(), at: 10);
        var journal = _folder[".out.sagetasks-journal"];
        Flip(journal, EntryOf(DoneParts()[^1]));

        var result = await DownloadAsync(new MemorySource(_content), Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.True(result.BytesResumed >= 5 * PartSize, $"resumed {result.BytesResumed}");
    }

    [Fact]
    public async Task A_lost_partial_file_starts_anew()
    {
        await BreakAsync(Request(), at: 10);
        File.Delete(_folder[".out.sagetasks-part"]);

        var result = await DownloadAsync(new MemorySource(_content), Request());

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(0, result.BytesResumed);
    }

    [Fact]
    public async Task All_parts_there_and_verified_need_no_request()
    {
        BreakBeforePublish();
        var source = new MemorySource(_content);

        var result = await DownloadAsync(source, Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Empty(source.Requests);
        Assert.Equal(_content.Length, result.BytesResumed);
    }

    [Fact]
    public async Task All_parts_there_without_a_digest_are_confirmed_to_be_of_the_version()
    {
        BreakBeforePublish();
        var source = new MemorySource(Random(_content.Length, seed: 3)) { Tag = "\"v2\"" };

        var result = await DownloadAsync(source, Request());

        Same(source.Content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(0, result.BytesResumed);
    }

    [Fact]
    public async Task A_source_that_lost_its_ranges_is_resumed_by_skipping()
    {
        await BreakAsync(Request(), at: 10);

        var result = await DownloadAsync(new MemorySource(_content) { AcceptsRanges = false }, Request() with { Expected = [Md5(_content)] });

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.True(result.BytesResumed > 0);
    }

    [Fact]
    public async Task Cancelling_keeps_what_has_arrived()
    {
        using var stop = new CancellationTokenSource();
        var source = new MemorySource(_content) { Before = number => number == 10 ? stop.CancelAsync() : Task.CompletedTask };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync(source, Request(), stop.Token));

        var result = await DownloadAsync(new MemorySource(_content), Request() with { Expected = [Md5(_content)] });

        Assert.True(result.BytesResumed >= 6 * PartSize, $"resumed {result.BytesResumed}");
    }

    private async Task BreakAsync(DownloadRequest request, int at, MemorySource? source = null)
    {
        source ??= new MemorySource(_content);
        source.BreakAfter = (_, range) => range.Offset >= at * PartSize ? 0 : null;
        await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(source, request));
        Assert.Equal([".out.sagetasks-journal", ".out.sagetasks-part"], _folder.Files);
    }

    // What a process leaves that is killed after the last byte and before the rename.
    private void BreakBeforePublish()
    {
        var header = new JournalHeader { Size = _content.Length, PartSize = PartSize, Tag = "\"v1\"" };
        _folder.Write(".out.sagetasks-part", _content);
        using var file = File.OpenHandle(_folder[".out.sagetasks-journal"], FileMode.Create, FileAccess.ReadWrite);
        var journal = TransferJournal.Create(file, header);
        for (var part = 0; part < header.Grid.Count; part++)
        {
            journal.MarkDone(part, default(PartChecksum).Append(_content.AsSpan((int)header.Grid.OffsetOf(part), header.Grid.LengthOf(part))));
        }
    }

    private static void Flip(string path, int position)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[position] ^= 0x41;
        File.WriteAllBytes(path, bytes);
    }

    private int[] DoneParts()
    {
        using var file = File.OpenHandle(_folder[".out.sagetasks-journal"]);
        var entries = TransferJournal.Open(file)!.ReadEntries();
        return [.. Enumerable.Range(0, entries.Length).Where(part => entries[part] is not null)];
    }

    private int EntryOf(int part) =>
        16 + BitConverter.ToInt32(File.ReadAllBytes(_folder[".out.sagetasks-journal"]), 8) + (part * 4);

    private DownloadRequest Request() => new() { Destination = _folder["out"] };

    private Task<DownloadResult> DownloadAsync(IRangedSource source, DownloadRequest request, CancellationToken cancellationToken = default) =>
        new RangeDownloader(_options).DownloadAsync(source, request, cancellationToken);
}
