using System.Diagnostics;
using System.Globalization;
using SageTasks.Cavatica;
using SageTasks.Testing;

namespace SageTasks.Benchmarks;

/// <summary>A large project on Cavatica walked to its end under the platform's rate limit: requests by the least that list it, and none of them refused.</summary>
internal static class CavaticaWalk
{
    private const int Seed = 7;

    public static async Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        var (requests, refused) = (0, 0);
        await using var cavatica = await LocalCavatica.StartAsync(
            new LocalCavaticaOptions { RequestLimit = scale.WalkLimit, RequestWindow = scale.WalkWindow, Observer = Count }, cancellationToken);
        var project = cavatica.AddProject("walk");
        var tree = PlantedTree.Plant(cavatica, project, scale.WalkedFiles, scale.WalkedFolders, Seed);
        var client = new CavaticaClient(new CavaticaClientOptions { Endpoint = cavatica.Endpoint, Token = cavatica.Token });

        var clock = Stopwatch.StartNew();
        var walked = await client.WalkFilesAsync(new FileQuery { Project = project }, cancellationToken).Select(found => found.File.Id).ToListAsync(cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;
        if (!tree.Ids.SetEquals(walked) || walked.Count != tree.Ids.Count)
        {
            throw new InvalidOperationException($"The walk gave {walked.Count} files and folders of {tree.Ids.Count}, or others, or one twice.");
        }

        return new Line
        {
            Ratio = (double)requests / tree.LeastRequests,
            Goal = refused == 0 ? 1.05 : 0,
            Details = string.Create(
                CultureInfo.InvariantCulture,
                $"requests={requests} least={tree.LeastRequests} refused={refused} files={scale.WalkedFiles} folders={scale.WalkedFolders} limit={scale.WalkLimit}/{scale.WalkWindow.TotalSeconds:0}s seconds={seconds:0.0}"),
        };

        void Count(ObservedExchange exchange)
        {
            Interlocked.Increment(ref requests);
            Interlocked.Add(ref refused, exchange.Status == 429 ? 1 : 0);
        }
    }
}
