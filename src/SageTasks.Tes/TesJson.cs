using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Every type that goes over the wire, for source-generated serialisation; used through <see cref="TesWire"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(TolerantDateTimeOffsetConverter),
        typeof(TolerantNullableDateTimeOffsetConverter),
        typeof(TolerantNumberConverter<double>),
        typeof(TolerantTextMapConverter),
        typeof(TesTaskPageConverter),
    ])]
[JsonSerializable(typeof(TesTask))]
[JsonSerializable(typeof(TesTaskPage))]
[JsonSerializable(typeof(TesServiceInfo))]
[JsonSerializable(typeof(CreatedTask))]
internal sealed partial class TesJson : JsonSerializerContext;
