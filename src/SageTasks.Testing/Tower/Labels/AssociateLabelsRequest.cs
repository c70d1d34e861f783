namespace SageTasks.Testing;

/// <summary>The body of the operations that add, apply or remove labels.</summary>
internal sealed record AssociateLabelsRequest
{
    public IReadOnlyList<string>? WorkflowIds { get; init; }

    public IReadOnlyList<long>? PipelineIds { get; init; }

    public IReadOnlyList<string>? DatasetIds { get; init; }

    public IReadOnlyList<long>? LabelIds { get; init; }
}
