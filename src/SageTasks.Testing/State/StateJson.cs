using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Testing;

/// <summary>Reads stored documents.</summary>
internal static class StateJson
{
    public static T Read<T>(StateRow row, JsonTypeInfo<T> type) =>
        row.Value.Deserialize(type) ?? throw new InvalidDataException($"The state folder holds a null {row.Kind} '{row.Key}'.");
}
