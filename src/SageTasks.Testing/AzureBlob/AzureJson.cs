using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Testing.AzureBlob;

/// <summary>The serializer of the local Blob Storage's stored documents and journal entries.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContainerDocument))]
[JsonSerializable(typeof(BlobDocument))]
[JsonSerializable(typeof(BlobCommit))]
[JsonSerializable(typeof(BlockDocument))]
[JsonSerializable(typeof(BlockCommit))]
internal sealed partial class AzureJson : JsonSerializerContext;
