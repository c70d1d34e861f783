using System.CommandLine;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary><c>cp</c>: copies files between all stores, verified, and goes on where an earlier copy was interrupted.</summary>
internal static class CopyCommand
{
    public static Command Create(Terminal terminal)
    {
        var source = Arguments.Place("SOURCE", "A file or object; with --recursive a folder, prefix, project or bundle.");
        var destination = Arguments.Place("DESTINATION", "Where it goes; a folder (ending in /) keeps names.");
        source.Arity = destination.Arity = ArgumentArity.ZeroOrOne;
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Copy everything below the source." };
        var manifest = new Option<FileInfo?>("--manifest") { Description = "Copy what a CSV file says: columns source and destination, more where wanted (size, md5, sha256, …).", HelpName = "FILE" };
        var report = new Option<FileInfo?>("--report") { Description = "Write what became of each file as CSV, which is a manifest again.", HelpName = "FILE" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be copied, and copy nothing." };
        var noClobber = new Option<bool>("--no-clobber") { Description = "Never replace what is there and differs." };
        var stop = new Option<bool>("--stop-on-failure") { Description = "End at the first file that fails. Otherwise the others go on." };
        var concurrency = Numbers.Count("--concurrency", "Files at a time. Default: 16.", atMost: 1024);
        var rate = new Option<string?>("--rate") { Description = "At most so many bytes a second: 50MiB.", HelpName = "BYTES" };
        var command = new Command("cp", "Copies files between local disks, https, s3, gs, az, syn, drs and sbg: in parallel, verified, all at once or not at all. Equal files are skipped, an interrupted copy goes on.")
        {
            source, destination, recursive, manifest, report, dryRun, noClobber, stop, concurrency, rate,
        };
        return command.Does(terminal, (call, cancellationToken) => new Copying(call).RunAsync(
            new CopyWish
            {
                Source = call.Parsed.GetValue(source),
                Destination = call.Parsed.GetValue(destination),
                IsRecursive = call.Get(recursive),
                Manifest = call.Get(manifest)?.FullName,
                Report = call.Get(report)?.FullName,
                BytesPerSecond = call.Get(rate) is { } text ? ByteCount.Parse("--rate", text, atLeast: 1024) : null,
                Options = new TransferPlanOptions
                {
                    DryRun = call.Get(dryRun),
                    Mode = call.Get(noClobber) ? PutMode.CreateNew : PutMode.Overwrite,
                    StopOnFailure = call.Get(stop),
                    Concurrency = call.Get(concurrency) ?? new TransferPlanOptions().Concurrency,
                },
            },
            cancellationToken));
    }
}
