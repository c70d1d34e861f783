using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Testing.Gcs;

/// <summary>The serializer of the local Cloud Storage's requests, answers and stored documents.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(BucketDocument))]
[JsonSerializable(typeof(BucketResource))]
[JsonSerializable(typeof(BucketList))]
[JsonSerializable(typeof(ObjectDocument))]
[JsonSerializable(typeof(ObjectFields))]
[JsonSerializable(typeof(ObjectResource))]
[JsonSerializable(typeof(ObjectList))]
[JsonSerializable(typeof(ObjectCommit))]
[JsonSerializable(typeof(UploadDocument))]
[JsonSerializable(typeof(UploadCommit))]
[JsonSerializable(typeof(ComposeRequest))]
[JsonSerializable(typeof(RewriteAnswer))]
internal sealed partial class GcsJson : JsonSerializerContext;
