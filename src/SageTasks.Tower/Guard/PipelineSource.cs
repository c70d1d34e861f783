using System.Text.Json.Nodes;
using SageTasks.Tables;

namespace SageTasks.Tower;

/// <summary>Where a launch's pipeline comes from: the Launchpad with all that is saved there, or a bare repository.</summary>
internal sealed record PipelineSource
{
    public required string Repository { get; init; }

    public Pipeline? Pipeline { get; init; }

    public long? SourceWorkspaceId { get; init; }

    public LaunchConfiguration? Launch { get; init; }

    public ParameterSchema? Schema { get; init; }

    public string? ComputeEnvId => CanonicalLaunch.Given(Launch?.ComputeEnv?.Id);

    public static async Task<PipelineSource> ReadAsync(LaunchCatalog catalog, TowerLaunch launch, CancellationToken cancellationToken)
    {
        if (RepositoryAddress.IsAddress(launch.Pipeline))
        {
            return new PipelineSource { Repository = RepositoryAddress.Expand(launch.Pipeline) };
        }

        var pipeline = await catalog.PipelineAsync(launch.Pipeline, cancellationToken).ConfigureAwait(false);
        var workspace = await catalog.Client.GetWorkspaceIdAsync(cancellationToken).ConfigureAwait(false);
        var source = pipeline.WorkspaceId is { } home && home != workspace ? home : (long?)null;
        var saved = await catalog.LaunchAsync(pipeline, source, cancellationToken).ConfigureAwait(false);
        var repository = CanonicalLaunch.Given(saved.Pipeline) ?? CanonicalLaunch.Given(pipeline.Repository)
            ?? throw new LaunchRefusedException(launch.Pipeline, ["The Launchpad does not say which repository the pipeline comes from."]);
        return new PipelineSource
        {
            Repository = RepositoryAddress.Expand(repository),
            Pipeline = pipeline,
            SourceWorkspaceId = source,
            Launch = saved,
            Schema = launch.CheckParameters ? await catalog.SchemaAsync(pipeline, source, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    /// <summary>The commit that is saved with the pipeline, where the launch takes its revision from there too.</summary>
    public string? CommitId(TowerLaunch launch) => launch.Revision is null ? CanonicalLaunch.Given(Launch?.CommitId) : null;

    /// <summary>The launch with what is saved on the Launchpad where it says nothing itself.</summary>
    public TowerLaunch Merge(TowerLaunch launch)
    {
        var parameters = LaunchParameters.Merge(SavedParameters(), launch.Parameters);
        return launch with
        {
            Parameters = parameters.Count > 0 ? parameters : null,
            Revision = launch.Revision ?? CanonicalLaunch.Given(Launch?.Revision),
            Profiles = launch.Profiles ?? Saved(Launch?.ConfigProfiles),
            ConfigText = launch.ConfigText ?? CanonicalLaunch.Given(Launch?.ConfigText),
            PreRunScript = launch.PreRunScript ?? CanonicalLaunch.Given(Launch?.PreRunScript),
            PostRunScript = launch.PostRunScript ?? CanonicalLaunch.Given(Launch?.PostRunScript),
            MainScript = launch.MainScript ?? CanonicalLaunch.Given(Launch?.MainScript),
            EntryName = launch.EntryName ?? CanonicalLaunch.Given(Launch?.EntryName),
            SchemaName = launch.SchemaName ?? CanonicalLaunch.Given(Launch?.SchemaName),
            TowerConfig = launch.TowerConfig ?? CanonicalLaunch.Given(Launch?.TowerConfig),
            WorkDir = launch.WorkDir ?? (launch.ComputeEnv is null ? CanonicalLaunch.Given(Launch?.WorkDir) : null),
            OutputDir = launch.OutputDir ?? CanonicalLaunch.Given(Launch?.OutputDir),
            UserSecrets = launch.UserSecrets ?? Saved(Launch?.UserSecrets),
            WorkspaceSecrets = launch.WorkspaceSecrets ?? Saved(Launch?.WorkspaceSecrets),
            StubRun = launch.StubRun || Launch?.StubRun == true,
            PullLatest = launch.PullLatest ?? Launch?.PullLatest,
            NextflowVersion = launch.NextflowVersion ?? CanonicalLaunch.Given(Launch?.NextflowVersion),
            SyntaxParser = launch.SyntaxParser ?? Launch?.SyntaxParser,
            HeadJobCpus = launch.HeadJobCpus ?? Launch?.HeadJobCpus,
            HeadJobMemoryMb = launch.HeadJobMemoryMb ?? Launch?.HeadJobMemoryMb,
            LaunchContainer = launch.LaunchContainer ?? CanonicalLaunch.Given(Launch?.LaunchContainer),
        };
    }

    private JsonObject? SavedParameters() =>
        CanonicalLaunch.Given(Launch?.ParamsText) is { } text ? LaunchParameters.FromText(text) : null;

    private static IReadOnlyList<string>? Saved(IReadOnlyList<string>? values) => values is { Count: > 0 } ? values : null;
}
