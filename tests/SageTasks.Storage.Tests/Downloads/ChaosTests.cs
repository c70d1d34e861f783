using static SageTasks.Storage.Tests.Data;

namespace SageTasks.Storage.Tests;

/// <summary>Seeded disorder: bodies break, ranges get lost, the transfer is cancelled, the source is replaced, until it gets through.</summary>
public sealed class ChaosTests : IDisposable
{
    private const int PartSize = 64 * KiB;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_happens_the_file_is_whole_or_absent(int seed)
    {
        var random = new Random(seed);
        var options = new TransferOptions { PartSize = PartSize, Concurrency = random.Next(1, 6), RetryDelay = TimeSpan.Zero, MaxAttempts = 3 };
        var source = new MemorySource(Random(random.Next(1, MiB), seed)) { Tag = "\"0\"" };
        var expectsDigest = random.Next(2) == 0;
        DownloadResult? result = null;
        for (var attempt = 0; result is null; attempt++)
        {
            Assert.True(attempt < 200, "it never got through");
            using var stop = new CancellationTokenSource();
            Disturb(source, random.Next(), stop, calm: attempt > 20);
            var request = new DownloadRequest { Destination = _folder["out"], Expected = expectsDigest ? [Md5(source.Content)] : [] };
            try
            {
                result = await new RangeDownloader(options).DownloadAsync(source, request, stop.Token);
            }
            catch (Exception e) when (e is TransferException or OperationCanceledException)
            {
                Assert.False(File.Exists(_folder["out"]));
            }
        }

        Same(source.Content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(["out"], _folder.Files);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 25)];

    // Each request draws its own fate from the seed, so that threads don't share a generator.
    private static void Disturb(MemorySource source, int seed, CancellationTokenSource stop, bool calm)
    {
        source.AcceptsRanges = true;
        source.BreakAfter = (number, _) => new Random(seed + number).Next(calm ? 12 : 4) == 0 ? new Random(seed - number).Next(PartSize) : null;
        source.Before = async number =>
        {
            switch (new Random(seed ^ number).Next(calm ? 200 : 40))
            {
                case 0:
                    await stop.CancelAsync();
                    break;
                case 1:
                    source.AcceptsRanges = false;
                    break;
                case 2:
                    source.Replace(Random(source.Content.Length, number + seed), $"\"{number}-{seed}\"");
                    break;
            }
        };
    }
}
