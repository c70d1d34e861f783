namespace SageTasks.Testing;

/// <summary>The body of <c>POST /datasets</c>, <c>PUT /datasets/{id}</c> and <c>POST /datasets/{id}/link</c>.</summary>
internal sealed record CreateDatasetRequest
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? SourceType { get; init; }

    public string? Url { get; init; }

    public bool? HasHeader { get; init; }
}
