using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Executes a task in its folder, and answers with its outputs: files by their paths on this machine.</summary>
/// <param name="work">The task and its folder.</param>
/// <param name="cancellationToken">Ends it.</param>
internal delegate Task<JsonObject> AppRunner(TaskWork work, CancellationToken cancellationToken);
