using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Testing;

/// <summary>The serializer of the local TES server's requests and stored documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TesTask))]
[JsonSerializable(typeof(TesTaskDocument))]
[JsonSerializable(typeof(TaskCommit))]
[JsonSerializable(typeof(TaskStateCommit))]
internal sealed partial class TesJson : JsonSerializerContext
{
    /// <summary>For servers that refuse what they do not know.</summary>
    public static TesJson Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });
}
