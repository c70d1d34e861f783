using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>One stored document.</summary>
internal readonly record struct StateRow(string Kind, string Key, JsonElement Value);
