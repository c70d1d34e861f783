using SageTasks.Http;
using SageTasks.Synapse;

namespace SageTasks.Benchmarks;

/// <summary>All children of a folder by <see cref="SynapseClient"/>, against a loop over raw JSON tokens that takes every field that a row shows.</summary>
internal static class DrainChildren
{
    public static async Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync("children", scale.Children, cancellationToken);
        var client = new SynapseClient(new SynapseClientOptions
        {
            Endpoint = server.Url,
            Token = server.Token,
            Http = new ApiOptions { Limit = new LimitOptions { RequestsPerSecond = double.PositiveInfinity, ConcurrentRequests = 16 } },
        });
        using var http = new HttpClient { BaseAddress = server.Url };
        var ratios = await InTurns.RatioAsync(scale.Rounds, _ => OursAsync(client, cancellationToken), _ => RawChildren.ReadAsync(http, cancellationToken));
        return new Line { Ratio = ratios.Time, Goal = 1.3, Details = $"cpu={ratios.Processor:0.000} rows={scale.Children} page=50" };
    }

    private static async Task<Listed> OursAsync(SynapseClient client, CancellationToken cancellationToken)
    {
        var listed = new Listed();
        await foreach (var child in client.GetChildrenAsync(SynapseId.Parse("syn1"), [EntityType.Folder], cancellationToken))
        {
            listed.Count++;
            listed.Add(child.Id);
            listed.Add(child.Name);
            listed.Add(child.Type);
            listed.Add(child.VersionLabel);
            listed.Add(child.CreatedBy);
            listed.Add(child.ModifiedBy);
            listed.Add(child.CreatedOn);
            listed.Add(child.ModifiedOn);
            listed.Add(child.VersionNumber);
            listed.Add(child.BenefactorId);
            listed.Add(child.IsLatestVersion);
        }

        return listed;
    }
}
