using System.Text.Json.Serialization;

namespace SageTasks.Runs;

/// <summary>The JSON that the guard itself writes and reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FileLedgerRecord))]
internal sealed partial class RunsJson : JsonSerializerContext;
