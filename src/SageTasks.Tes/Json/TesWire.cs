using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Tes;

/// <summary>How each type goes over the wire. What is null or empty is left out: TESK refuses a field that it does not know also where it is
/// null.</summary>
internal static class TesWire
{
    private static readonly JsonSerializerOptions Options = new(TesJson.Default.Options)
    {
        TypeInfoResolver = TesJson.Default.WithAddedModifier(LeaveOutEmpties),
    };

    public static JsonTypeInfo<TesTask> Task { get; } = Of<TesTask>();

    public static JsonTypeInfo<TesTaskPage> TaskPage { get; } = Of<TesTaskPage>();

    public static JsonTypeInfo<TesServiceInfo> ServiceInfo { get; } = Of<TesServiceInfo>();

    public static JsonTypeInfo<CreatedTask> CreatedTask { get; } = Of<CreatedTask>();

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void LeaveOutEmpties(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string))
            {
                property.ShouldSerialize = static (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
            }
        }
    }
}
