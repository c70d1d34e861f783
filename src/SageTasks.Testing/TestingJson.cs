using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Testing;

/// <summary>The serializer of everything that all local platforms share.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultPlan))]
[JsonSerializable(typeof(FaultStatus))]
[JsonSerializable(typeof(CommitEntry))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class TestingJson : JsonSerializerContext
{
    /// <summary>For files that people write by hand: comments are fine, a misspelt name is not.</summary>
    public static TestingJson Strict { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    });
}
