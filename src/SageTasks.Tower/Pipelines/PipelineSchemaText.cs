namespace SageTasks.Tower;

/// <summary>A pipeline's parameter schema and its saved parameters (<c>GET /pipelines/{pipelineId}/schema</c>), each a JSON document inside a string.</summary>
public sealed record PipelineSchemaText
{
    /// <summary>The text of <c>nextflow_schema.json</c>.</summary>
    public string? Schema { get; init; }

    /// <summary>The parameters saved with the pipeline, as JSON text.</summary>
    public string? Params { get; init; }
}
