using System.Text.Json.Serialization;

namespace SageTasks.Storage;

[JsonSerializable(typeof(JournalHeader))]
[JsonSerializable(typeof(CompletedParts))]
[JsonSerializable(typeof(PutOptions))]
[JsonSerializable(typeof(LedgerRecord))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class StorageJson : JsonSerializerContext;
