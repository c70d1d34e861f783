using System.Text.Json.Serialization;

namespace SageTasks.Drs;

/// <summary>Every type that goes over the wire, for source-generated serialisation.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DrsObject))]
[JsonSerializable(typeof(DrsAccessUrl))]
[JsonSerializable(typeof(DrsAuthorizations))]
[JsonSerializable(typeof(DrsServiceInfo))]
[JsonSerializable(typeof(BulkAnswer<DrsObject>))]
[JsonSerializable(typeof(BulkAnswer<DrsAuthorizations>))]
[JsonSerializable(typeof(BulkAnswer<DrsBulkAccessUrl>))]
[JsonSerializable(typeof(BulkBodies.Single))]
[JsonSerializable(typeof(BulkBodies.Objects))]
[JsonSerializable(typeof(BulkBodies.Accesses))]
[JsonSerializable(typeof(DrsAccessKey))]
[JsonSerializable(typeof(IndexdRecord))]
[JsonSerializable(typeof(IndexdRecords))]
[JsonSerializable(typeof(NewObject))]
[JsonSerializable(typeof(AdminObject))]
[JsonSerializable(typeof(RegisterBody))]
[JsonSerializable(typeof(RegisterAnswer))]
[JsonSerializable(typeof(RegistryNamespace))]
[JsonSerializable(typeof(RegistryResources))]
internal sealed partial class DrsJson : JsonSerializerContext;
