using System.Text.Json.Serialization;

namespace SageTasks.Storage;

[JsonSerializable(typeof(JournalHeader))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class StorageJson : JsonSerializerContext;
