using System.Text.Json.Serialization;
using SageTasks.Http;
using static SageTasks.Wes.Wire;

namespace SageTasks.Wes;

/// <summary>Every type that goes over the wire, for source-generated serialisation.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TolerantDateTimeOffsetConverter), typeof(TolerantNullableDateTimeOffsetConverter), typeof(TolerantStringConverter)])]
[JsonSerializable(typeof(WesServiceInfo))]
[JsonSerializable(typeof(RunListAnswer))]
[JsonSerializable(typeof(TaskListAnswer))]
[JsonSerializable(typeof(RunIdAnswer))]
[JsonSerializable(typeof(WesRun))]
[JsonSerializable(typeof(WesRunSummary))]
[JsonSerializable(typeof(WesTaskLog))]
[JsonSerializable(typeof(TrsWire.ToolVersion))]
[JsonSerializable(typeof(IReadOnlyList<TrsWire.ToolFile>))]
internal sealed partial class WesJson : JsonSerializerContext;
