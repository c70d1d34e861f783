using System.Text.Json.Serialization;

namespace SageTasks.Storage;

[JsonSerializable(typeof(JournalHeader))]
[JsonSerializable(typeof(IReadOnlyList<UploadedPart>))]
[JsonSerializable(typeof(PutOptions))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class StorageJson : JsonSerializerContext;
