using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>Writes fields that may not be set, in a server's own way.</summary>
internal sealed class TesFields(Utf8JsonWriter json, TesFill fill)
{
    public void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null && fill == TesFill.Empty)
        {
            json.WriteString(name, "");
        }
        else if (value is null)
        {
            Nothing(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    public void Number(ReadOnlySpan<byte> name, double? value)
    {
        if (value is not null || fill == TesFill.Empty)
        {
            json.WriteNumber(name, value ?? 0);
        }
        else
        {
            Nothing(name);
        }
    }

    public void Flag(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is not null || fill == TesFill.Empty)
        {
            json.WriteBoolean(name, value ?? false);
        }
        else
        {
            Nothing(name);
        }
    }

    /// <summary>Whether a file or a folder.</summary>
    public void Type(string? value)
    {
        if (value is null && fill == TesFill.Nulls)
        {
            json.WriteNumber("type"u8, 0);
        }
        else if (value is not null || fill == TesFill.Empty)
        {
            json.WriteString("type"u8, value ?? "FILE");
        }
    }

    public void List<T>(ReadOnlySpan<byte> name, IReadOnlyList<T>? items, Action<T> write)
    {
        if (items is null && fill != TesFill.Empty)
        {
            Nothing(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in items ?? [])
        {
            write(item);
        }

        json.WriteEndArray();
    }

    public void Map(ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string?>? pairs)
    {
        if (pairs is null && fill != TesFill.Empty)
        {
            Nothing(name);
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in pairs ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    /// <summary>A field that is not set.</summary>
    public void Nothing(ReadOnlySpan<byte> name)
    {
        if (fill != TesFill.Omit)
        {
            json.WriteNull(name);
        }
    }
}
