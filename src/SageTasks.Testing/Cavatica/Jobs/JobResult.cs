using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>What became of an item of a job.</summary>
/// <param name="File">The file or folder that came of it.</param>
/// <param name="Error">Why nothing did.</param>
internal sealed record JobResult(string? File, JsonObject? Error = null);
