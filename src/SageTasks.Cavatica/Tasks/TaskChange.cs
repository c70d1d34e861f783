using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>What changes about a draft; null stays as it is.</summary>
public sealed record TaskChange
{
    /// <summary>A new name.</summary>
    public string? Name { get; init; }

    /// <summary>A new description.</summary>
    public string? Description { get; init; }

    /// <summary>Another app or revision.</summary>
    public string? App { get; init; }

    /// <summary>Inputs to change; others stay.</summary>
    public JsonObject? Inputs { get; init; }

    /// <summary>The input that a batch takes apart.</summary>
    public string? BatchInput { get; init; }

    /// <summary>How a batch takes it apart.</summary>
    public BatchBy? BatchBy { get; init; }

    /// <summary>Whether it uses cheaper instances.</summary>
    public bool? UseInterruptibleInstances { get; init; }

    /// <summary>What it runs on.</summary>
    public ExecutionSettings? ExecutionSettings { get; init; }

    /// <summary>Where its outputs go.</summary>
    public OutputLocation? OutputLocation { get; init; }
}
