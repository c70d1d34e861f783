namespace SageTasks.Tower;

/// <summary>Writes the request of a launch and of a resumption.</summary>
internal static class LaunchBody
{
    public static WorkflowLaunchRequest Fresh(TowerLaunch launch, LaunchTarget target, IReadOnlyList<long> labels, string runName) => new()
    {
        Id = target.LaunchId,
        ComputeEnvId = target.ComputeEnvId,
        RunName = runName,
        Pipeline = target.Repository,
        Revision = target.CommitId ?? launch.Revision,
        CommitId = target.CommitId,
        WorkDir = target.WorkDir,
        ParamsText = launch.Parameters is { Count: > 0 } parameters ? LaunchParameters.ToText(parameters) : null,
        ConfigText = launch.ConfigText ?? target.ComputeEnvConfig,
        ConfigProfiles = launch.Profiles,
        PreRunScript = launch.PreRunScript ?? target.ComputeEnvPreRunScript,
        PostRunScript = launch.PostRunScript ?? target.ComputeEnvPostRunScript,
        TowerConfig = launch.TowerConfig,
        MainScript = launch.MainScript,
        EntryName = launch.EntryName,
        SchemaName = launch.SchemaName,
        PipelineSchemaId = target.PipelineSchemaId,
        UserSecrets = launch.UserSecrets,
        WorkspaceSecrets = launch.WorkspaceSecrets,
        LabelIds = labels.Count > 0 ? labels : null,
        HeadJobCpus = launch.HeadJobCpus,
        HeadJobMemoryMb = launch.HeadJobMemoryMb,
        LaunchContainer = launch.LaunchContainer,
        OptimizationId = target.OptimizationId,
        OptimizationTargets = target.OptimizationTargets,
        OutputDir = launch.OutputDir,
        NextflowVersion = launch.NextflowVersion,
        SyntaxParser = launch.SyntaxParser,
        StubRun = launch.StubRun ? true : null,
        PullLatest = launch.PullLatest,
    };

    /// <summary>The whole recipe: a launch is taken for a resumption only with the run's own launch id, session, work directory and commit,
    /// and drops what is not carried over.</summary>
    public static WorkflowLaunchRequest Resumed(WorkflowDetails run, LaunchConfiguration launch, TowerLaunch request, string runName) => new()
    {
        Id = run.Workflow.LaunchId,
        Resume = true,
        SessionId = run.Workflow.SessionId ?? launch.SessionId,
        RunName = runName,
        ComputeEnvId = launch.ComputeEnv?.Id,
        Pipeline = launch.Pipeline,
        Revision = launch.ResumeCommitId,
        WorkDir = launch.ResumeDir ?? launch.WorkDir,
        ParamsText = launch.ParamsText,
        ConfigText = launch.ConfigText,
        ConfigProfiles = Given(launch.ConfigProfiles),
        PreRunScript = launch.PreRunScript,
        PostRunScript = launch.PostRunScript,
        TowerConfig = launch.TowerConfig,
        MainScript = launch.MainScript,
        EntryName = launch.EntryName,
        SchemaName = launch.SchemaName,
        PipelineSchemaId = launch.PipelineSchemaId,
        UserSecrets = Given(launch.UserSecrets),
        WorkspaceSecrets = Given(launch.WorkspaceSecrets),
        LabelIds = run.Labels.Count > 0 ? run.Labels.Select(label => label.Id).ToList() : null,
        HeadJobCpus = launch.HeadJobCpus,
        HeadJobMemoryMb = launch.HeadJobMemoryMb,
        LaunchContainer = launch.LaunchContainer ?? request.LaunchContainer,
        OptimizationId = launch.OptimizationId,
        OptimizationTargets = launch.OptimizationTargets,
        OutputDir = launch.OutputDir,
        NextflowVersion = launch.NextflowVersion,
        SyntaxParser = launch.SyntaxParser,
        StubRun = launch.StubRun == true ? true : null,
    };

    private static IReadOnlyList<string>? Given(IReadOnlyList<string> values) => values.Count > 0 ? values : null;
}
