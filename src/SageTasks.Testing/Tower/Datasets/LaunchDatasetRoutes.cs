using System.Globalization;
using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>The operation that tells which datasets a launch reads: those whose addresses stand in its parameters.</summary>
internal sealed partial class LaunchDatasetRoutes(TowerWorld world, DatasetRegistry datasets, RunRegistry runs, PipelineRegistry pipelines)
{
    public void Map(RouteTable routes) => routes.Map("GET /launch/{launchId}/datasets", List);

    private LocalAnswer List(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var named = Address().Matches(ParamsText(workspace, request["launchId"]) ?? "")
            .Select(match => (Id: match.Groups[1].Value, Version: int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture)))
            .ToHashSet();
        var versions = datasets.In(workspace).SelectMany(dataset => dataset.Versions.Select(version => (dataset, version)));
        return DatasetRoutes.VersionList(request, workspace, versions.Where(pair => named.Contains((pair.dataset.Id, pair.version.Version))));
    }

    private string? ParamsText(TowerWorkspace workspace, string launchId)
    {
        if (pipelines.FindLaunch(workspace.Key, launchId) is { } pipeline)
        {
            return pipeline.Launch.ParamsText;
        }

        return runs.FindLaunch(launchId) is { Document.Deleted: false } run && run.Document.Workspace == workspace.Key
            ? run.Document.Launch.ParamsText
            : throw TowerAnswers.Forbidden();
    }

    [GeneratedRegex("/datasets/([0-9A-Za-z]+)/v/([0-9]{1,9})/", RegexOptions.None, 30_000)]
    private static partial Regex Address();
}
