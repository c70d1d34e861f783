using System.Globalization;
using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>What a cell of each column type accepts, and how it is stored.</summary>
internal static class CellValues
{
    /// <summary>The value as stored; null for none.</summary>
    public static string? Check(ColumnModel column, string? value, long row, int at)
    {
        var text = value is "" && column.ColumnType is not ("STRING" or "LINK" or "LARGETEXT" or "MEDIUMTEXT") ? null : value;
        if (text is null)
        {
            return column.DefaultValue;
        }

        if (Normalize(column, text) is not { } normal)
        {
            throw SynapseError.Invalid($"Value at [{row},{at}] was not a valid {column.ColumnType}. For input string: \"{text}\"");
        }

        if (column.EnumValues is { } choices && !choices.Contains(normal, StringComparer.Ordinal))
        {
            throw SynapseError.Invalid($"Value at [{row},{at}] was not a valid {column.ColumnType}. '{text}' is not a valid value for this column. See: enumValues");
        }

        return normal;
    }

    private static string? Normalize(ColumnModel column, string text) => column.ColumnType switch
    {
        "STRING" or "LINK" => Sized(column, text),
        "INTEGER" or "USERID" or "FILEHANDLEID" or "SUBMISSIONID" or "EVALUATIONID" =>
            long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? SynId.Number(number) : null,
        "DOUBLE" => IsDouble(text) ? text.Trim() : null,
        "BOOLEAN" => text.Trim().ToLowerInvariant() is "true" or "false" ? text.Trim().ToLowerInvariant() : null,
        "DATE" => long.TryParse(SqlValues.Normalize(text, "DATE"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) ? SynId.Number(time) : null,
        "ENTITYID" => SynId.TryParse(text, out var id, out var version) ? SynId.Text(id) + (version is null ? "" : $".{version}") : null,
        "JSON" => IsJson(text) ? text : null,
        var type when ColumnTypes.IsList(type) => List(column, text),
        _ => text,
    };

    private static string Sized(ColumnModel column, string text) => text.Length <= column.MaximumSize
        ? text
        : throw SynapseError.Invalid($"String '{text}' exceeds the maximum length of {column.MaximumSize} characters of column '{column.Name}'.");

    private static bool IsDouble(string text) =>
        SqlValues.TryNumber(text, out _) || text.Trim().ToLowerInvariant() is "nan" or "infinity" or "+infinity" or "-infinity" or "inf" or "-inf";

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? List(ColumnModel column, string text)
    {
        if (!IsJson(text) || !text.TrimStart().StartsWith('['))
        {
            return null;
        }

        var items = SqlValues.Items(text).ToList();
        if (items.Count > column.MaximumListLength)
        {
            throw SynapseError.Invalid($"Exceeds the maximum number of list values defined in the ColumnModel ({column.MaximumListLength}): \"{text}\"");
        }

        var single = column with { ColumnType = column.ColumnType![..^"_LIST".Length], EnumValues = null };
        return items.TrueForAll(i => Normalize(single, i) is not null) ? text : null;
    }
}
