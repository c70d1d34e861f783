using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>Resolves the names and defaults of a launch, as Tower's own tools do, and refuses what would fail.</summary>
internal sealed class LaunchResolver(TowerClient client, TowerRunsOptions options, TimeProvider time)
{
    private readonly LaunchCatalog _catalog = new(client, options.TrustTime, time);

    public async Task<PreparedRun<TowerLaunch>> PrepareAsync(TowerLaunch launch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(launch);
        ArgumentException.ThrowIfNullOrWhiteSpace(launch.Pipeline);
        var service = await ServiceAsync(cancellationToken).ConfigureAwait(false);
        if (launch.Resolved is { } target)
        {
            return string.Equals(target.Service, service, StringComparison.Ordinal) ? Prepared(launch, target) : throw new ArgumentException(
                $"The launch of {launch.Pipeline} was resolved for {target.Service}, but this client is {service}. Set {nameof(TowerLaunch.Resolved)} to null to resolve it anew.");
        }

        var violations = new List<string>();
        LaunchChecks.Shape(launch, violations);
        var source = await PipelineSource.ReadAsync(_catalog, launch, cancellationToken).ConfigureAwait(false);
        var merged = source.Merge(launch);
        var resolved = await ResolveAsync(launch, merged, source, service, violations, cancellationToken).ConfigureAwait(false);
        await LaunchChecks.SizesAsync(_catalog, merged, resolved, violations, cancellationToken).ConfigureAwait(false);
        LaunchChecks.Parameters(source.Schema, merged, violations);
        return violations.Count == 0
            ? Prepared(merged with { Resolved = resolved }, resolved)
            : throw new LaunchRefusedException(launch.Pipeline, violations);
    }

    /// <summary>Makes the labels that a launch needs and that did not exist when it was resolved.</summary>
    public async Task<IReadOnlyList<long>> LabelsAsync(LaunchTarget target, CancellationToken cancellationToken)
    {
        var missing = await new RunLabels(client).FindOrCreateAsync(target.MissingLabels, cancellationToken).ConfigureAwait(false);
        return target.LabelIds.Concat(missing).Distinct().ToList();
    }

    private async Task<LaunchTarget> ResolveAsync(
        TowerLaunch launch, TowerLaunch merged, PipelineSource source, string service, List<string> violations, CancellationToken cancellationToken)
    {
        var entry = await _catalog.ComputeEnvAsync(launch.ComputeEnv ?? source.ComputeEnvId, cancellationToken).ConfigureAwait(false);
        LaunchChecks.Usable(entry, violations);
        var computeEnv = await _catalog.ComputeEnvDetailsAsync(entry.Id, cancellationToken).ConfigureAwait(false);
        var (labels, missing) = await LabelsAsync(launch, computeEnv, violations, cancellationToken).ConfigureAwait(false);
        return new LaunchTarget
        {
            Service = service,
            Repository = source.Repository,
            LaunchId = source.Launch?.Id,
            PipelineId = source.Pipeline?.PipelineId,
            SourceWorkspaceId = source.SourceWorkspaceId,
            PipelineSchemaId = source.Launch?.PipelineSchemaId,
            CommitId = launch.PinRevision ? await PinAsync(merged, source.Repository, cancellationToken).ConfigureAwait(false) : source.CommitId(launch),
            ComputeEnvId = entry.Id,
            WorkDir = merged.WorkDir ?? computeEnv.Config?.WorkDir ?? entry.WorkDir,
            LabelIds = labels,
            MissingLabels = missing,
            RunNamePrefix = launch.RunNamePrefix ?? RunNames.PrefixFrom(launch.Pipeline),
            ComputeEnvConfig = CanonicalLaunch.Given(computeEnv.Config?.NextflowConfig),
            ComputeEnvPreRunScript = CanonicalLaunch.Given(computeEnv.Config?.PreRunScript),
            ComputeEnvPostRunScript = CanonicalLaunch.Given(computeEnv.Config?.PostRunScript),
            ParameterDefaults = source.Schema?.Defaults,
            OptimizationId = source.Launch?.OptimizationId,
            OptimizationTargets = source.Launch?.OptimizationTargets,
        };
    }

    private async Task<(IReadOnlyList<long> Ids, IReadOnlyList<string> Missing)> LabelsAsync(
        TowerLaunch launch, ComputeEnv computeEnv, List<string> violations, CancellationToken cancellationToken)
    {
        // The server wants the compute environment's resource labels repeated, and refuses some launches without them.
        var ids = computeEnv.Labels.Where(label => label.Resource == true).Select(label => label.Id).ToList();
        var missing = new List<string>();
        foreach (var text in launch.Labels)
        {
            if (LaunchChecks.TryParse(text, violations) is not { } name)
            {
                continue;
            }

            if (await _catalog.LabelAsync(name, cancellationToken).ConfigureAwait(false) is { } label)
            {
                ids.Add(label.Id);
            }
            else
            {
                missing.Add(text);
            }
        }

        return (ids.Distinct().ToList(), missing);
    }

    private async Task<string> PinAsync(TowerLaunch launch, string repository, CancellationToken cancellationToken)
    {
        var info = await _catalog.RepositoryAsync(repository, launch.Revision, launch.MainScript, cancellationToken).ConfigureAwait(false);
        return CanonicalLaunch.Given(info.CommitId) ?? throw new LaunchRefusedException(
            launch.Pipeline,
            [$"Revision '{launch.Revision ?? "(default branch)"}' could not be pinned: Tower does not say which commit it stands for. "
                + $"Give the commit as the revision, or set {nameof(TowerLaunch.PinRevision)} to false."]);
    }

    private async Task<string> ServiceAsync(CancellationToken cancellationToken) =>
        $"tower:{options.Service ?? TowerService.Name(client.Endpoint)}/{await _catalog.PlaceAsync(cancellationToken).ConfigureAwait(false)}";

    private static PreparedRun<TowerLaunch> Prepared(TowerLaunch launch, LaunchTarget target) => new()
    {
        Request = launch,
        Service = target.Service,
        DeclaredDefaults = LaunchForms.Defaults(launch, target),
    };
}
