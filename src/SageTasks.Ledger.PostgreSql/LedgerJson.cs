using System.Text.Json.Serialization;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>The JSON of the entries' column.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LedgerEntry))]
internal sealed partial class LedgerJson : JsonSerializerContext;
