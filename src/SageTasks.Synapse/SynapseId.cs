using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>The id of an entity, such as <c>syn123</c>, or of one version of it, such as <c>syn123.4</c>.</summary>
[JsonConverter(typeof(SynapseIdJsonConverter))]
[StructLayout(LayoutKind.Auto)]
public readonly record struct SynapseId : IParsable<SynapseId>
{
    private SynapseId(long number, long? version) => (Number, Version) = (number, version);

    /// <summary>The number after <c>syn</c>.</summary>
    public long Number { get; }

    /// <summary>The version; null where the id means the newest.</summary>
    public long? Version { get; }

    /// <summary>Reads <c>syn123</c> or <c>syn123.4</c>.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static SynapseId Parse(string s) => TryParse(s, out var id) ? id : throw new FormatException(Problem(s));

    /// <summary>As <see cref="Parse(string)"/>; the culture plays no part.</summary>
    /// <exception cref="FormatException">The text is not an id.</exception>
    public static SynapseId Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads <c>syn123</c> or <c>syn123.4</c>; false where the text is neither.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SynapseId result)
    {
        result = default;
        if (s is null || !s.StartsWith("syn", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var point = s.IndexOf('.', StringComparison.Ordinal);
        var version = 0L;
        if (!TryNumber(s.AsSpan(3, (point < 0 ? s.Length : point) - 3), out var number) || (point >= 0 && !TryNumber(s.AsSpan(point + 1), out version)))
        {
            return false;
        }

        result = new SynapseId(number, point < 0 ? null : version);
        return true;
    }

    /// <summary>Reads <c>syn123</c> or <c>syn123.4</c>; false where the text is neither.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out SynapseId result) => TryParse(s, null, out result);

    /// <summary>Reads an id, so that methods can be called with its text.</summary>
    /// <exception cref="ArgumentException">The text is not an id.</exception>
    public static implicit operator SynapseId(string id) =>
        TryParse(id, out var parsed) ? parsed : throw new ArgumentException(Problem(id), nameof(id));

    /// <summary>This entity at the version that is named.</summary>
    public SynapseId At(long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        return new SynapseId(Number, version);
    }

    /// <summary>This entity without a version.</summary>
    public SynapseId WithoutVersion() => new(Number, null);

    /// <summary><c>syn123</c> or <c>syn123.4</c>; empty for a value that was never set.</summary>
    public override string ToString() => this switch
    {
        { Number: 0 } => "",
        { Version: { } version } => string.Create(CultureInfo.InvariantCulture, $"syn{Number}.{version}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"syn{Number}"),
    };

    private static string Problem(string? text) =>
        $"'{text}' is not a Synapse id. Expected 'syn' and a number, with '.version' where one version is meant: syn123 or syn123.4.";

    private static bool TryNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
