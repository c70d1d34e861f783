using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SageTasks.Testing.Wes;

/// <summary>The serializer of the local WES's stored documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunCommit))]
[JsonSerializable(typeof(StateCommit))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class LocalWesJson : JsonSerializerContext;
