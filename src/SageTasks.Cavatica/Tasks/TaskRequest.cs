using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A task to draft.</summary>
public sealed record TaskRequest
{
    /// <summary>The project that it is in, owner/short-name.</summary>
    public required string Project { get; init; }

    /// <summary>The app, owner/project/app, with or without its revision; without one the guard pins the latest.</summary>
    public required string App { get; init; }

    /// <summary>Its name; null takes the app's.</summary>
    public string? Name { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>The inputs by their ids, as TaskInputs builds them.</summary>
    public JsonObject? Inputs { get; init; }

    /// <summary>The input that a batch takes apart; null for a single task.</summary>
    public string? BatchInput { get; init; }

    /// <summary>How a batch takes it apart.</summary>
    public BatchBy? BatchBy { get; init; }

    /// <summary>Whether it uses cheaper instances that may be taken away; null for the project's setting.</summary>
    public bool? UseInterruptibleInstances { get; init; }

    /// <summary>What it runs on; null for the app's and the project's settings.</summary>
    public ExecutionSettings? ExecutionSettings { get; init; }

    /// <summary>Where its outputs go; null for the project.</summary>
    public OutputLocation? OutputLocation { get; init; }
}
