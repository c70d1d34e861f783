using System.Diagnostics;
using SageTasks.Http;

namespace SageTasks.Storage.Tests;

/// <summary>What this assembly does as a process of its own: <c>URL DESTINATION PARTSIZE [--sparse]</c> downloads and prints the outcome.</summary>
internal static class ChildProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args.Length < 3)
        {
            await Console.Error.WriteLineAsync("This is a test assembly; run it with dotnet test.");
            return 2;
        }

        var url = new Uri(args[0]);
        var platform = new ApiPlatform { Name = "Test", TelemetryName = "SageTasks.Storage.Tests" };
        using var source = new HttpRangedSource(new ApiTransport(platform, url, null, new ApiOptions()), Location.Parse(url.AbsoluteUri));
        var options = new TransferOptions { PartSize = int.Parse(args[2], null), Preallocate = !args.Contains("--sparse") };
        try
        {
            var request = new DownloadRequest { Destination = args[1], Compute = [DigestAlgorithm.Md5] };
            var result = await new RangeDownloader(options).DownloadAsync(source, request);
            using var self = Process.GetCurrentProcess();
            Console.WriteLine($"ok moved={result.BytesMoved} resumed={result.BytesResumed} digest={result.Digests[0]} peak={self.PeakWorkingSet64}");
            return 0;
        }
        catch (TransferException e)
        {
            Console.WriteLine($"{e.GetType().Name}: {e.Message}");
            return 1;
        }
    }
}
