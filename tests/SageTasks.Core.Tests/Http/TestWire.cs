using System.Text.Json.Serialization;

namespace SageTasks.Http.Tests;

internal sealed record Thing
{
    public string Name { get; init; } = "";

    public IReadOnlyList<string> Labels { get; init => field = value ?? []; } = [];

    public Mood Mood { get; init; }

    public DateTimeOffset? Seen { get; init; }

    public long? Size { get; init; }

    public int Count { get; init; }
}

[JsonConverter(typeof(OpenEnumJsonConverter<Mood>))]
internal readonly record struct Mood(string? Value) : IOpenEnum<Mood>
{
    public static Mood Good { get; } = new("GOOD");

    public static Mood Create(string value) => new(value);

    public override string ToString() => Value ?? "";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TolerantDateTimeOffsetConverter), typeof(TolerantNullableDateTimeOffsetConverter), typeof(TolerantNumberConverter<long>), typeof(TolerantStringConverter)])]
[JsonSerializable(typeof(Thing))]
internal sealed partial class TestWire : JsonSerializerContext;
