namespace SageTasks.Testing;

/// <summary>The body of <c>POST /pipelines</c> and <c>PUT /pipelines/{id}</c>.</summary>
internal sealed record CreatePipelineRequest
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Icon { get; init; }

    public LaunchRequest? Launch { get; init; }

    public IReadOnlyList<long>? LabelIds { get; init; }
}
