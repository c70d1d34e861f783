using System.Collections.Concurrent;
using static SageTasks.Storage.Tests.Data;

namespace SageTasks.Storage.Tests;

public sealed class PartPumpTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly byte[] _content = Random((5 * MiB) + 1000);
    private readonly string _path;

    public PartPumpTests() => _path = _folder.Write("f", _content);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, 16 * MiB)]
    [InlineData(false, 16 * MiB)]
    [InlineData(false, 0)]
    public async Task Every_part_arrives_once_with_its_bytes_and_its_md5(bool hashedBefore, int bufferLimit)
    {
        var print = await FileDigest.ComputeAsync(_path, [DigestAlgorithm.Md5], MiB);
        var plan = new PartPlan
        {
            Stamp = print.Stamp,
            PartSize = MiB,
            PartMd5s = hashedBefore ? print.PartMd5s : [],
            BufferLimit = bufferLimit,
        };
        var sent = new ConcurrentDictionary<int, byte[]>();
        var reports = new Reports();

        await PartPump.RunAsync(plan, async (part, token) =>
        {
            var bytes = await BytesOf(part, token);
            Assert.Equal(Md5(bytes), part.Md5);
            Assert.True(sent.TryAdd(part.Number, bytes));
        }, reports);

        Same(_content, [.. sent.OrderBy(p => p.Key).SelectMany(p => p.Value)]);
        Assert.Equal(6, sent.Count);
        Assert.True(reports.Last.IsComplete);
    }

    [Fact]
    public async Task Only_the_missing_parts_go_up_and_the_others_count_as_done()
    {
        var sent = new ConcurrentBag<int>();
        var reports = new Reports();

        await PartPump.RunAsync(Plan() with { Missing = [6, 2] }, (part, _) =>
        {
            sent.Add(part.Number);
            return Task.CompletedTask;
        }, reports);

        Assert.Equal([2, 6], sent.Order());
        Assert.Equal(_content.Length, reports.Last.Bytes);
    }

    [Fact]
    public async Task Nothing_missing_sends_nothing()
    {
        await PartPump.RunAsync(Plan() with { Missing = [] }, (_, _) => throw new InvalidOperationException("nothing is to be sent"));
    }

    [Fact]
    public async Task No_more_parts_are_under_way_than_allowed()
    {
        var (now, most) = (0, 0);
        var two = new SemaphoreSlim(0);

        await PartPump.RunAsync(Plan() with { Options = new TransferOptions { Concurrency = 2 } }, async (_, token) =>
        {
            var count = Interlocked.Increment(ref now);
            InterlockedMax(ref most, count);
            if (count == 2)
            {
                two.Release(6);
            }

            await two.WaitAsync(TimeSpan.FromSeconds(30), token);
            Interlocked.Decrement(ref now);
        });

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_body_can_be_sent_again()
    {
        await PartPump.RunAsync(Plan() with { Missing = [3] }, async (part, token) =>
        {
            var first = await BytesOf(part, token);
            var second = await BytesOf(part, token);
            Same(first, second);
        });
    }

    [Fact]
    public async Task The_first_failure_stops_the_others_and_is_the_one_thrown()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => PartPump.RunAsync(Plan(), async (part, token) =>
        {
            if (part.Number == 2)
            {
                throw new InvalidDataException("refused");
            }

            await Task.Delay(Timeout.Infinite, token);
        }));

        Assert.Equal("refused", error.Message);
    }

    [Fact]
    public async Task A_file_that_changed_since_it_was_hashed_is_not_sent()
    {
        var plan = Plan();
        File.AppendAllText(_path, "x");

        await Assert.ThrowsAsync<SourceChangedException>(
            () => PartPump.RunAsync(plan, (_, _) => throw new InvalidOperationException("nothing is to be sent")));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_is_an_error()
    {
        await Assert.ThrowsAsync<SourceChangedException>(() => PartPump.RunAsync(Plan(), (_, _) =>
        {
            File.SetLastWriteTimeUtc(_path, DateTime.UtcNow.AddSeconds(10));
            return Task.CompletedTask;
        }));
    }

    [Fact]
    public async Task A_file_that_is_cut_while_it_is_sent_is_the_cause_that_is_named()
    {
        var print = await FileDigest.ComputeAsync(_path, [DigestAlgorithm.Md5], MiB);
        var plan = new PartPlan { Stamp = print.Stamp, PartSize = MiB, PartMd5s = print.PartMd5s, Options = new TransferOptions { Concurrency = 1 } };

        await Assert.ThrowsAsync<SourceChangedException>(() => PartPump.RunAsync(plan, async (part, token) =>
        {
            using (var file = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                file.SetLength(10);
            }

            await BytesOf(part, token);
        }));
    }

    [Fact]
    public async Task A_receiver_that_takes_nothing_is_given_up()
    {
        var plan = Plan() with { Missing = [1], Options = new TransferOptions { StallTimeout = TimeSpan.FromMilliseconds(20) } };

        await Assert.ThrowsAsync<TimeoutException>(() => PartPump.RunAsync(plan, async (part, token) =>
        {
            using var content = part.CreateContent();
            await content.CopyToAsync(new StuckStream(), token);
        }));
    }

    [Fact]
    public async Task Parts_that_the_file_does_not_have_are_refused()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => PartPump.RunAsync(Plan() with { Missing = [7] }, (_, _) => Task.CompletedTask));

        Assert.Contains("1 to 6", error.Message, StringComparison.Ordinal);
    }

    private PartPlan Plan() => new() { Stamp = FileStamp.Of(_path), PartSize = MiB };

    private static async Task<byte[]> BytesOf(FilePart part, CancellationToken cancellationToken)
    {
        using var content = part.CreateContent();
        Assert.Equal(part.Length, content.Headers.ContentLength);
        return await content.ReadAsByteArrayAsync(cancellationToken);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; seen < value; seen = target)
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private sealed class StuckStream : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
