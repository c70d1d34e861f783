using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>Every type that goes over the wire. Cloud Storage writes 64-bit numbers as text.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantNullableDateTimeOffsetConverter)])]
[JsonSerializable(typeof(StoredObject))]
[JsonSerializable(typeof(NewObject))]
[JsonSerializable(typeof(ObjectPage))]
[JsonSerializable(typeof(RewriteStep))]
internal sealed partial class GcsJson : JsonSerializerContext;
