using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Testing.S3;

/// <summary>The serializer of the local S3's stored documents and journal entries.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BucketDocument))]
[JsonSerializable(typeof(ObjectDocument))]
[JsonSerializable(typeof(ObjectCommit))]
[JsonSerializable(typeof(UploadDocument))]
[JsonSerializable(typeof(PartDocument))]
[JsonSerializable(typeof(UploadCommit))]
internal sealed partial class S3Json : JsonSerializerContext;
