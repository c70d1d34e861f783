using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>A kind of authorization. Words that are not among the constants are carried.</summary>
[JsonConverter(typeof(OpenEnumJsonConverter<DrsAuthorizationType>))]
public readonly record struct DrsAuthorizationType(string? Value) : IOpenEnum<DrsAuthorizationType>
{
    /// <summary>No authorization.</summary>
    public static DrsAuthorizationType None { get; } = new("None");

    /// <summary>A user and a password.</summary>
    public static DrsAuthorizationType Basic { get; } = new("BasicAuth");

    /// <summary>A bearer token.</summary>
    public static DrsAuthorizationType Bearer { get; } = new("BearerAuth");

    /// <summary>A GA4GH passport.</summary>
    public static DrsAuthorizationType Passport { get; } = new("PassportAuth");

    /// <inheritdoc/>
    public static DrsAuthorizationType Create(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
