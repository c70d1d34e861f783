using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace SageTasks.Tower;

/// <summary>The objects that the API wraps its answers and requests in; callers see what is inside.</summary>
internal static class Wire
{
    public sealed record ServiceInfoAnswer(ServiceInfo ServiceInfo);

    public sealed record WorkspaceEntriesAnswer
    {
        [AllowNull]
        public IReadOnlyList<WorkspaceEntry> OrgsAndWorkspaces { get; init => field = value ?? []; } = [];
    }

    public sealed record OrganizationsAnswer
    {
        [AllowNull]
        public IReadOnlyList<Organization> Organizations { get; init => field = value ?? []; } = [];
    }

    public sealed record WorkspacesAnswer
    {
        [AllowNull]
        public IReadOnlyList<Workspace> Workspaces { get; init => field = value ?? []; } = [];
    }

    public sealed record WorkspaceAnswer(Workspace Workspace);

    public sealed record QuotasAnswer(OrganizationQuotas Quotas);

    public sealed record ComputeEnvsAnswer
    {
        [AllowNull]
        public IReadOnlyList<ComputeEnvEntry> ComputeEnvs { get; init => field = value ?? []; } = [];
    }

    public sealed record ComputeEnvAnswer(ComputeEnv ComputeEnv);

    public sealed record RunLabelsRequest(IReadOnlyList<string> WorkflowIds, IReadOnlyList<long> LabelIds);

    public sealed record PipelineAnswer(Pipeline Pipeline);

    public sealed record PipelineInfoAnswer(PipelineInfo PipelineInfo);

    public sealed record LaunchRequestBody(WorkflowLaunchRequest Launch);

    public sealed record LaunchAnswer(LaunchConfiguration? Launch);

    public sealed record LaunchedAnswer(string? WorkflowId);

    public sealed record ProgressAnswer(WorkflowProgress? Progress);

    public sealed record MetricsAnswer
    {
        [AllowNull]
        public IReadOnlyList<WorkflowMetrics> Metrics { get; init => field = value ?? []; } = [];
    }

    public sealed record TaskAnswer(WorkflowTask Task);

    public sealed record TasksAnswer(IReadOnlyList<TaskAnswer>? Tasks, long? Total);

    public sealed record LogAnswer(LogPage? Log);

    public sealed record NameAnswer(string Name);

    public sealed record EmptyBody;

    public sealed record DeleteRunsRequest(IReadOnlyList<string> WorkflowIds);

    public sealed record DeleteRunsAnswer(IReadOnlyList<string>? FailedWorkflowIds);

    public sealed record DatasetAnswer(Dataset Dataset);

    public sealed record DatasetVersionAnswer(DatasetVersion Version);

    public sealed record SecretsAnswer
    {
        [AllowNull]
        public IReadOnlyList<PipelineSecret> PipelineSecrets { get; init => field = value ?? []; } = [];
    }

    /// <summary>Holds a secret value: a record would print it.</summary>
    public sealed class SecretRequest
    {
        public string? Name { get; init; }

        public required string Value { get; init; }
    }

    public sealed record SecretCreatedAnswer(long? SecretId);

    public sealed record DataLinkUrlAnswer(string? Url);

    public sealed record ActionsAnswer
    {
        [AllowNull]
        public IReadOnlyList<PipelineAction> Actions { get; init => field = value ?? []; } = [];
    }

    public sealed record ActionAnswer(PipelineAction Action);

    public sealed record ActionLaunchRequest(JsonObject? Params);
}
