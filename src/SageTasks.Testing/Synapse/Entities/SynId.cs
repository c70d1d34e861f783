using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>Entity ids: <c>syn123</c>, <c>123</c>, and with a version <c>syn123.4</c>.</summary>
internal static class SynId
{
    public static string Text(long id) => string.Create(CultureInfo.InvariantCulture, $"syn{id}");

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static long Parse(string? text) => ParseVersioned(text).Id;

    public static (long Id, long? Version) ParseVersioned(string? text) =>
        TryParse(text, out var id, out var version) ? (id, version) : throw SynapseError.Invalid($"'{text}' is not a valid Synapse ID");

    public static bool TryParse(string? text, out long id, out long? version)
    {
        (id, version) = (0, null);
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("syn", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[3..];
        }

        var dot = rest.IndexOf('.');
        if (dot < 0)
        {
            return TryNumber(rest, out id);
        }

        if (!TryNumber(rest[(dot + 1)..], out var number))
        {
            return false;
        }

        version = number;
        return TryNumber(rest[..dot], out id);
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
