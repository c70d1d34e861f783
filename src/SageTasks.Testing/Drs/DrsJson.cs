using System.Text.Json.Serialization;

namespace SageTasks.Testing.Drs;

/// <summary>The serializer of the local DRS's requests and stored objects.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(JsonStringEnumConverter<DrsAccess>)])]
[JsonSerializable(typeof(DrsDocument))]
[JsonSerializable(typeof(PortDocument))]
[JsonSerializable(typeof(ObjectCommit))]
[JsonSerializable(typeof(PassportRequest))]
[JsonSerializable(typeof(BulkRequest))]
[JsonSerializable(typeof(Candidate))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(ChangeRequest))]
[JsonSerializable(typeof(IndexdRequest))]
[JsonSerializable(typeof(BundleRequest))]
[JsonSerializable(typeof(AdminObject))]
[JsonSerializable(typeof(string))]
internal sealed partial class DrsJson : JsonSerializerContext;
