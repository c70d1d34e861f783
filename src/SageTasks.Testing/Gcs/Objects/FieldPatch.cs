using System.Collections.ObjectModel;
using System.Text.Json;

namespace SageTasks.Testing.Gcs;

/// <summary>Changes what a patch names: a null removes a field, and in the metadata single names change.</summary>
internal static class FieldPatch
{
    private static readonly ReadOnlyDictionary<string, string> NoMetadata = ReadOnlyDictionary<string, string>.Empty;

    public static ObjectFields Apply(ObjectFields fields, JsonElement patch)
    {
        foreach (var property in patch.EnumerateObject())
        {
            fields = property.Name switch
            {
                "contentType" => fields with { ContentType = property.Value.GetString() },
                "contentEncoding" => fields with { ContentEncoding = property.Value.GetString() },
                "contentDisposition" => fields with { ContentDisposition = property.Value.GetString() },
                "contentLanguage" => fields with { ContentLanguage = property.Value.GetString() },
                "cacheControl" => fields with { CacheControl = property.Value.GetString() },
                "metadata" => fields with { Metadata = Merge(fields.Metadata, property.Value) },
                _ => fields,
            };
        }

        return fields;
    }

    private static Dictionary<string, string>? Merge(IReadOnlyDictionary<string, string>? metadata, JsonElement patch)
    {
        if (patch.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var merged = new Dictionary<string, string>(metadata ?? NoMetadata, StringComparer.Ordinal);
        foreach (var property in patch.EnumerateObject())
        {
            if (property.Value.GetString() is { } value)
            {
                merged[property.Name] = value;
            }
            else
            {
                merged.Remove(property.Name);
            }
        }

        return merged;
    }
}
