using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using SageTasks.Storage;

namespace SageTasks.TransferStorm.Sizes;

/// <summary>The command <c>sizes</c>: one object and one plan larger than any machine, with sources and destinations that store nothing.</summary>
internal static class SizeRun
{
    private const long Mebibyte = 1L << 20;

    // What S3 takes: 10,000 parts of 5 MiB to 5 GiB.
    private static readonly StoreLimits Limits = new() { MaxPutSize = 5L << 30, MinPartSize = 5 * Mebibyte, MaxPartSize = 5L << 30, MaxParts = 10_000 };

    public static Command Create()
    {
        var size = new Option<string>("--size") { Description = "The object: bytes, or such as 64GiB or 5120GiB.", DefaultValueFactory = _ => "64GiB", HelpName = "SIZE" };
        var files = new Option<long>("--files") { Description = "The objects of the plan, 16 KiB each.", DefaultValueFactory = _ => 100_000, HelpName = "N" };
        var memory = new Option<int>("--memory") { Description = "The most memory that the process may ever hold.", DefaultValueFactory = _ => 200, HelpName = "MIB" };
        var command = new Command(
            "sizes",
            """
            Copies an object and carries out a plan of sizes that no machine here holds: the source makes its bytes up, the destination counts
            them and keeps nothing; hashing, journals and parts are real. The last line is for programs:
              size=… parts=… files=… peakMiB=…; the exit code is 1 when a count is wrong or the memory was exceeded.
            """)
        {
            size, files, memory,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            ByteSize.Parse(parsed.GetValue(size)) ?? throw new ArgumentException("--size is no size: write bytes, or such as 64GiB."),
            parsed.GetValue(files),
            parsed.GetValue(memory),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(long size, long files, int memory, CancellationToken cancellationToken)
    {
        var state = Directory.CreateTempSubdirectory("sagetasks-sizes-");
        try
        {
            var (parts, sent) = await CopyAsync(size, state.FullName, cancellationToken);
            var copied = await PlanAsync(files, state.FullName, cancellationToken);
            using var process = Process.GetCurrentProcess();
            var peak = process.PeakWorkingSet64 / Mebibyte;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"size={sent} parts={parts} files={copied} peakMiB={peak}"));
            return sent == size && copied == files && peak <= memory ? 0 : 1;
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static async Task<(int Parts, long Bytes)> CopyAsync(long size, string state, CancellationToken cancellationToken)
    {
        var sink = new CountingSink(Limits);
        var engine = new TransferEngine(new ObjectStores(new EndlessSource(size, 1), sink), new TransferOptions { StateFolder = state });
        await engine.CopyAsync(Location.Parse("s3://endless/object"), Location.Parse("gs://nowhere/object"), cancellationToken: cancellationToken);
        return (sink.Parts, sink.Bytes);
    }

    private static async Task<long> PlanAsync(long files, string state, CancellationToken cancellationToken)
    {
        var sink = new CountingSink(Limits);
        var engine = new TransferEngine(new ObjectStores(new EndlessSource(16 * 1024, files), sink), new TransferOptions { StateFolder = state });
        long copied = 0;
        var plan = TransferPlan.FromPrefix(Location.Parse("s3://endless/"), Location.Parse("gs://nowhere/"));
        await foreach (var result in engine.RunAsync(plan, cancellationToken: cancellationToken))
        {
            copied += result.Outcome == TransferOutcome.Copied && result.Index == copied ? 1 : 0;
        }

        return copied;
    }
}
