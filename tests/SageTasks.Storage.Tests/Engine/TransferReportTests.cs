using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests.Engine;

/// <summary>What the report of a run adds up to.</summary>
public sealed class TransferReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_bytes_and_times_are_added_up_from_the_first_byte_to_the_last()
    {
        var noon = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var path = Path.Combine(_folder.Path, "copy.csv");
        await TransferManifest.WriteAsync(path, new[]
        {
            Result("s3://lab/a.bam", TransferOutcome.Copied, 1000, noon.AddSeconds(10), 10),
            Result("s3://lab/b.bam", TransferOutcome.Copied, 3000, noon.AddSeconds(20), 15),
            Result("s3://lab/c.bam", TransferOutcome.Skipped, 500, noon.AddSeconds(21), 1),
            Result("https://x.example/d?X-Amz-Signature=geheim1", TransferOutcome.Failed, null, noon.AddSeconds(30), 9) with { Error = "503 SlowDown" },
            Result("s3://lab/e.bam", TransferOutcome.Stopped, 700, noon.AddSeconds(31), 2),
        }.ToAsyncEnumerable());

        var report = await TransferManifest.ReportAsync(path);

        Assert.Equal((2, 1, 1, 1, 4000), (report.Copied, report.Skipped, report.Failed, report.Stopped, report.Bytes));
        Assert.Equal((noon, noon.AddSeconds(20), TimeSpan.FromSeconds(25)), (report.StartedAt, report.CompletedAt, report.BusyTime));
        Assert.Equal(200, report.BytesPerSecond);
        Assert.Equal(["https://x.example → syn://syn123", "s3://lab → syn://syn123"], report.Routes);
        Assert.Equal("https://x.example/d?X-Amz-Signature=***: 503 SlowDown", Assert.Single(report.Errors));
    }

    [Fact]
    public async Task A_report_of_before_tells_no_times_but_volumes()
    {
        var path = Path.Combine(_folder.Path, "old.csv");
        await File.WriteAllTextAsync(path, "source,destination,outcome,size,attempts,seconds,error\ns3://lab/a,syn://syn1/a,copied,10,1,2.5,\n");

        var report = await TransferManifest.ReportAsync(path);

        Assert.Equal((1, 10, TimeSpan.FromSeconds(2.5), (double?)null), (report.Copied, report.Bytes, report.BusyTime, report.BytesPerSecond));
    }

    [Fact]
    public async Task A_manifest_that_nobody_ran_is_no_report()
    {
        var path = Path.Combine(_folder.Path, "plan.csv");
        await File.WriteAllTextAsync(path, "source,destination\ns3://lab/a,syn://syn1/a\n");

        var refused = await Assert.ThrowsAsync<FormatException>(() => TransferManifest.ReportAsync(path));

        Assert.Contains("\"outcome\"", refused.Message, StringComparison.Ordinal);
    }

    private static TransferItemResult Result(string source, TransferOutcome outcome, long? size, DateTimeOffset completed, double seconds) => new()
    {
        Index = 0,
        Item = new TransferItem { Source = Location.Parse(source), Destination = Location.Parse("syn://syn123/reads") },
        Outcome = outcome,
        Size = size,
        CompletedAt = completed,
        Duration = TimeSpan.FromSeconds(seconds),
    };
}
